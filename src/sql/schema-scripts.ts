/** A file of SQL that makes a schema, and where its SQLite form stands. Paths are relative. */
export interface SchemaScript {
  readonly path: string;
  readonly twin: string;
}

/** Files that hold data, or belong to a tool that runs them by itself. */
const foreign =
  /(?:^|[/_.-])(?:dumps?|backups?|fixtures?|tests?|examples?|queries|prisma|drizzle|sqlx|supabase)(?:[/_.-]|$)/i;

/** Runners take every file of such a folder, so a twin cannot lie in it. */
const runFolder =
  /(?:^|\/)[^/]*(?:migrations?|initdb(?:\.d)?|docker-entrypoint-initdb\.d|versions|init)$/i;

const numbered = /^[VUR]?\d+[\d._-]*_/i;

/** Whether a path and its text are those of a script that makes tables. */
export function isSchemaScript(path: string, text: string): boolean {
  if (!/\.sql$/i.test(path) || isTwin(path) || foreign.test(path)) return false;
  return text.length < 1_000_000 && /\bcreate\s+(?:\w+\s+)?table\b/i.test(text);
}

/** Whether a path is where this program puts the SQLite form of a script. */
export function isTwin(path: string): boolean {
  return /\.sqlite\.sql$/i.test(path) || /(?:^|\/)[^/]+-sqlite\/[^/]+\.sql$/i.test(path);
}

/** `schema.sqlite.sql` beside `schema.sql`; for a folder that is run whole, a folder beside it. */
export function twinOf(path: string): string {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash);
  const name = path.slice(slash + 1);
  const together = folder !== '' && (runFolder.test(folder) || numbered.test(name));
  if (together) return `${folder}-sqlite/${name}`;
  return `${path.replace(/\.sql$/i, '')}.sqlite.sql`;
}

/** The scripts of a workspace in the order in which they are run: folders, then numbers in names. */
export function schemaScripts(files: ReadonlyMap<string, { readonly text: string }>) {
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return [...files]
    .filter(([path, { text }]) => isSchemaScript(path, text))
    .map(([path]): SchemaScript => ({ path, twin: twinOf(path) }))
    .sort((a, b) => compare(a.path, b.path));
}
