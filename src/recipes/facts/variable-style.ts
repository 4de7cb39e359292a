import type { CallStyle, Engine } from '../../engines/engine.ts';
import { callStyleOf, parseDatabaseUrl } from '../../engines/url.ts';
import type { Project } from '../project.ts';
import { callStyleOfProject } from './call-style.ts';
import { envFilesOf } from './env-files.ts';
import { urlBuildsOf } from './url-builds.ts';
import { urlPlacesOf } from './url-places.ts';

/**
 * How the reader of a variable uses its URL, for a place where it has none yet: as the URLs that
 * env files give it say by their driver, or all that code writes; else as the application uses its
 * database.
 */
export function variableStyle(project: Project, engine: Engine, name: string): CallStyle {
  const urls = envFilesOf(project).flatMap(({ document }) =>
    document.entries.flatMap(({ key, value }) =>
      key === name ? (parseDatabaseUrl(value) ?? []) : [],
    ),
  );
  const named = urls.find((url) => url.engine === engine && url.driver !== '');
  if (named) return callStyleOf(named);
  const [only, second] = writtenStyles(project, engine);
  return only && !second ? only : callStyleOfProject(project);
}

/** How the URLs that code writes, or puts together, say by their driver that they are used. */
function writtenStyles(project: Project, engine: Engine): readonly CallStyle[] {
  const urls = [...urlPlacesOf(project), ...urlBuildsOf(project)].map(({ url }) => url);
  const own = urls.filter((url) => url.engine === engine && url.driver !== '');
  return [...new Set(own.map(callStyleOf))];
}
