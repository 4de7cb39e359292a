import type { SourceFile } from '../../core/snapshot.ts';
import type { Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Project } from '../project.ts';
import { databaseHosts, type StackDatabase, stackDatabases } from './compose-database.ts';
import { databaseVariables } from './compose-environment.ts';
import type { ComposeService } from './compose-files.ts';
import { envFilesOf } from './compose-services.ts';
import { interpolate } from './interpolation.ts';
import { joinPath } from './paths.ts';
import type { VariableReader } from './variable-readers.ts';

/**
 * What of the compose files still reads a variable of an env file once the engine's services have
 * gone: an interpolation that stays, or a service of others that is given the whole env file.
 */
export function composeReader(
  project: Project,
  engine: Engine,
  variable: { readonly name: string; readonly envFile: string },
): VariableReader | undefined {
  const name = new RegExp(`(?<![A-Za-z0-9_])${variable.name}(?![A-Za-z0-9_])`);
  for (const database of stackDatabases(project, engine)) {
    for (const { source, text } of stayingTexts(database)) {
      const match = name.exec(text);
      if (match) return { file: source, span: { start: match.index, end: match.index + 1 } };
    }
    const service = database.stack.services.find((each) =>
      givesFile(database, each, variable.envFile),
    );
    const definition = service?.definitions[0];
    if (definition) return { file: definition.file.source, span: definition.pair.span };
  }
  return undefined;
}

/** The compose files of a stack without what leaves them and without comments. */
function stayingTexts(database: StackDatabase) {
  const { stack, leaving, applications, leftAlone } = database;
  const hosts = databaseHosts(database);
  const gone = stack.services.flatMap((service) =>
    service.definitions.flatMap((definition) => {
      const { source } = definition.file;
      if (leaving.has(service)) return { source, span: definition.pair.span };
      if (!applications.includes(service)) return [];
      const found = databaseVariables(definition, stack.variables, hosts);
      return found.map(({ entry }) => ({ source, span: entry.span }));
    }),
  );
  const files = [...stack.files, ...leftAlone].map(({ source }) => source);
  return files.map((source) => {
    const spans = gone.filter((each) => each.source === source).map(({ span }) => span);
    return { source, text: blanked(source, spans) };
  });
}

function blanked({ text }: SourceFile, spans: readonly Span[]): string {
  let result = text.replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  for (const { start, end } of spans) {
    result = result.slice(0, start) + ' '.repeat(end - start) + result.slice(end);
  }
  return result;
}

/** Whether a service that is not the project's own, and stays, gets all variables of a file. */
function givesFile(database: StackDatabase, service: ComposeService, path: string): boolean {
  const { stack, leaving, roles } = database;
  if (leaving.has(service) || roles.get(service) === 'application') return false;
  return service.definitions.some((definition) =>
    envFilesOf(definition).some((written) => {
      return joinPath(stack.folder, interpolate(written, stack.variables)) === path;
    }),
  );
}
