import type { SourceFile, WorkspaceSnapshot } from '../core/snapshot.ts';

/** The part of a workspace that one switch works on. */
export interface Project {
  /** Its folder, relative to the workspace; empty for the workspace folder itself. */
  readonly root: string;
  /** Its own files and those that it shares, by path, in path order. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Paths that exist and were not read. */
  readonly others: ReadonlySet<string>;
}

/**
 * The whole workspace as one project. Code and documents without a word that has to do with
 * databases are set aside here, once, so that no recipe has to look at them.
 */
export function wholeWorkspace({ files, others }: WorkspaceSnapshot): Project {
  const all = [...files];
  const aside = all.filter(([, file]) => !mayConcern(file)).map(([path]) => path);
  if (aside.length === 0) return { root: '', files, others };
  return {
    root: '',
    files: new Map(all.filter(([, file]) => mayConcern(file))),
    others: new Set([...others, ...aside]),
  };
}

/** Files that are many; of the others (settings, scripts, compose files) each can matter. */
const codeOrDocument = /\.(?:pyi?|[cm]?[jt]s|json|md|rst)$/;

/** Words of which a file that has to do with a database has at least one, whatever a recipe seeks. */
const concerns =
  /sql|SQL|Sql|ostgre|OSTGRE|sycopg|asyncpg|pg8000|aiopg|pg_|atabase|ATABASE|ettings|ortoise|DB_|db_|DSN|dsn|PG|URL|url|db\.|["']pg["']|["']db["']|olumn|lembic|jango|create_engine|RDS_|\.(?:ya?ml|toml|json)["']|environ|getenv|process\.env|prefix|nested_delimiter|BaseModel|nex/;

const mayConcern = oncePer(({ path, text }: SourceFile) => {
  return !codeOrDocument.test(path) || manifests.has(baseName(path)) || concerns.test(text);
});

/** Their presence tells of a project, whatever they hold. */
const manifests = new Set(['package.json', 'setup.py', 'conftest.py']);

/** Every path of the project, read or not. */
export const allPaths: (project: Project) => readonly string[] = oncePer(
  ({ files, others }: Project) => [...files.keys(), ...others],
);

/** The project's files whose path passes, in path order. */
export function filesWhere(
  project: Project,
  passes: (path: string) => boolean,
): readonly SourceFile[] {
  return [...project.files.values()].filter((file) => passes(file.path));
}

/**
 * Makes a reader that works once for each value, however many recipes ask:
 * `const pythonOf = oncePer((file: SourceFile) => parsePython(file.text))`.
 */
export function oncePer<K extends object, T>(read: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const entry = known.get(key) ?? { value: read(key) };
    known.set(key, entry);
    return entry.value;
  };
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path, empty for the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
