import type { Engine } from '../../engines/engine.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import type { DotenvEntry } from '../../formats/dotenv.ts';
import {
  isSelectorVariable,
  type PartRole,
  partVariable,
  selectorNamesFor,
} from './database-variables.ts';
import type { EnvFile } from './env-files.ts';

/** A variable of an env file that is a part of a connection. */
export interface EnvPart {
  readonly entry: DotenvEntry;
  readonly role: PartRole;
}

/** The parts of connections to an engine in an env file; none where nothing says that they are its. */
export function envPartsIn(file: EnvFile, engine: Engine): readonly EnvPart[] {
  if (!engine.server || !speaksFor(file, engine)) return [];
  return liveEntries(file).flatMap((entry) => {
    const part = partVariable(entry.key, engine);
    return part ? { entry, role: part.role } : [];
  });
}

/** The last part of a connection to an engine in an env file. */
export function lastPartIn(file: EnvFile, engine: Engine): DotenvEntry | undefined {
  return envPartsIn(file, engine).at(-1)?.entry;
}

/** The assignments of a file that are no comments. */
export function liveEntries(file: EnvFile): readonly DotenvEntry[] {
  return file.document.entries.filter(({ commented }) => !commented);
}

/** Whether something in the file says that its parts are of this engine: `DB_HOST` alone does not. */
function speaksFor(file: EnvFile, engine: Engine): boolean {
  const port = String(engine.server?.defaultPort);
  return liveEntries(file).some(({ key, value }) => {
    const part = partVariable(key, engine);
    if (part) return part.ofEngine || (part.role === 'port' && value === port);
    if (isSelectorVariable(key)) return selectorNamesFor(value, engine, engine).length > 0;
    return parseDatabaseUrl(value)?.engine === engine;
  });
}
