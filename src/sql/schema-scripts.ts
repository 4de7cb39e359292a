import type { EngineId } from '../core/goal.ts';

/** A file of SQL that makes a schema. Paths are relative. */
export interface SchemaScript {
  readonly path: string;
}

/** Where it is looked whether a script has the one that it is the twin of beside it. */
type Paths = Pick<ReadonlyMap<string, unknown>, 'has'>;

/** Files that hold data, or belong to a tool that runs them by itself. */
const foreign =
  /(?:^|[/_.-])(?:dumps?|backups?|fixtures?|tests?|examples?|queries|prisma|drizzle|sqlx|supabase)(?:[/_.-]|$)/i;

/** Runners take every file of such a folder, so a twin cannot lie in it. */
const runFolder =
  /(?:^|\/)[^/]*(?:migrations?|initdb(?:\.d)?|docker-entrypoint-initdb\.d|versions|init)$/i;

const numbered = /^[VUR]?\d+[\d._-]*_/i;

/**
 * Whether a path and its text are those of a script that makes tables, or of a numbered one that
 * goes on from there; `paths` are all files.
 */
export function isSchemaScript(path: string, text: string, paths: Paths): boolean {
  if (!/\.sql$/i.test(path) || isTwin(path, paths) || foreign.test(path)) return false;
  const isNumbered = numbered.test(path.slice(path.lastIndexOf('/') + 1));
  const makes = isNumbered ? change : /\bcreate\s+(?:\w+\s+)?table\b/i;
  return text.length < 1_000_000 && makes.test(text);
}

const change = /\b(?:create|alter|drop|insert|update|delete)\s/i;

/**
 * Whether a path is where this program puts the form of a script for another engine. One for the
 * server is only that where the script itself is there: its name is also that of a script.
 */
export function isTwin(path: string, paths: Paths): boolean {
  if (/\.sqlite\.sql$/i.test(path) || /(?:^|\/)[^/]+-sqlite\/[^/]+\.sql$/i.test(path)) return true;
  const origin = path
    .replace(/\.postgresql(?=\.sql$)/i, '')
    .replace(/-postgresql(?=\/[^/]+$)/i, '');
  return origin !== path && paths.has(origin);
}

/**
 * `schema.sqlite.sql` beside `schema.sql`; for a folder that is run whole, a folder beside it.
 */
export function twinOf(path: string, engine: EngineId): string {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash);
  const name = path.slice(slash + 1);
  const together = folder !== '' && (runFolder.test(folder) || numbered.test(name));
  if (together) return `${folder}-${engine}/${name}`;
  return `${path.replace(/\.sql$/i, '')}.${engine}.sql`;
}

/** The scripts of a workspace in the order in which they are run: folders, then numbers in names. */
export function schemaScripts(files: ReadonlyMap<string, { readonly text: string }>) {
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return [...files]
    .filter(([path, { text }]) => isSchemaScript(path, text, files))
    .map(([path]): SchemaScript => ({ path }))
    .sort((a, b) => compare(a.path, b.path));
}
