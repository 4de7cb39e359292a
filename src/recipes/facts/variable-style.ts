import type { CallStyle, Engine } from '../../engines/engine.ts';
import { callStyleOf, parseDatabaseUrl } from '../../engines/url.ts';
import type { Project } from '../project.ts';
import { callStyleOfProject } from './call-style.ts';
import { envFilesOf } from './env-files.ts';

/**
 * How the reader of a variable uses its URL, for a place where it has none yet: as the URLs that
 * env files give it say by their driver, else as the application uses its database.
 */
export function variableStyle(project: Project, engine: Engine, name: string): CallStyle {
  const urls = envFilesOf(project).flatMap(({ document }) =>
    document.entries.flatMap(({ key, value }) =>
      key === name ? (parseDatabaseUrl(value) ?? []) : [],
    ),
  );
  const named = urls.find((url) => url.engine === engine && url.driver !== '');
  return named ? callStyleOf(named) : callStyleOfProject(project);
}
