import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import type { SwitchContext } from '../recipe.ts';
import { envFilesOf } from './env-files.ts';
import { settingEntriesOf } from './settings-files.ts';
import { databaseFileFor } from './target-url.ts';
import { urlBuildsOf } from './url-builds.ts';
import { urlPlacesOf } from './url-places.ts';

/** The files that the databases of a project become, that of the application first. */
export function databaseFiles(context: SwitchContext): readonly string[] {
  const { goal, source } = context;
  const others = urlsOf(context)
    .filter(({ engine, database }) => engine === source && /^[\w-]+$/.test(database))
    .map(({ database }) => databaseFileFor(context, database));
  return [...new Set([goal.database.file, ...others])];
}

function urlsOf({ project }: SwitchContext): readonly DatabaseUrl[] {
  const values = [
    ...envFilesOf(project).flatMap(({ document }) =>
      document.entries.flatMap(({ value, commented }) => (commented ? [] : value)),
    ),
    ...settingEntriesOf(project).map(({ value }) => value),
  ];
  return [
    ...values.flatMap((value) => parseDatabaseUrl(value) ?? []),
    ...urlPlacesOf(project).flatMap(({ url, use }) => (use.kind === 'setting' ? url : [])),
    ...urlBuildsOf(project).map(({ url }) => url),
  ];
}
