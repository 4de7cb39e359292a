import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { findNodeSqlite, type NodeSqlite } from '../../adapters/sqlite/node-sqlite.ts';
import { arrayRows } from './array-rows.ts';
import type {
  Bindings,
  OpenMode,
  RowSource,
  SqliteConnection,
  SqliteDriver,
} from './connection.ts';
import { guarded } from './guarded.ts';
import type { NodeStatements } from './node-statements.ts';
import { objectRows } from './object-rows.ts';

/** How long a writer's lock is waited for, in milliseconds; readers wait by themselves. */
const writeTimeout = 3000;

/**
 * The driver of Node's own SQLite, where this Node has it: from 22.15 on, which VS Code 1.101 has,
 * and not in every build of Electron.
 */
export async function nodeDriver(): Promise<SqliteDriver | undefined> {
  const sqlite = await findNodeSqlite();
  if (!sqlite || !takesUrls(sqlite)) return undefined;
  const givesArrays = 'setReturnArrays' in sqlite.StatementSync.prototype;
  return nodeDriverWith(sqlite, givesArrays ? arrayRows : objectRows);
}

/** Reading without locks is asked for in a URL, which Node before 22.15 does not take. */
function takesUrls(sqlite: NodeSqlite): boolean {
  try {
    new sqlite.DatabaseSync(new URL('file:///probe?mode=memory')).close();
    return true;
  } catch {
    return false;
  }
}

/** The driver with one of the ways to run statements. */
export function nodeDriverWith(sqlite: NodeSqlite, statements: NodeStatements): SqliteDriver {
  return { open: (path, mode) => new NodeConnection({ sqlite, statements }, path, mode) };
}

class NodeConnection implements SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #statements: NodeStatements;

  constructor(
    { sqlite, statements }: { sqlite: NodeSqlite; statements: NodeStatements },
    path: string,
    mode: OpenMode,
  ) {
    this.#statements = statements;
    const url = pathToFileURL(path);
    if (mode === 'immutable') url.searchParams.set('immutable', '1');
    this.#database = guarded(
      () =>
        new sqlite.DatabaseSync(url, {
          readOnly: mode !== 'write',
          enableForeignKeyConstraints: mode === 'write',
        }),
    );
    // A file may come from anywhere: its views and triggers call no function with effects.
    this.execute('PRAGMA trusted_schema = OFF');
    this.execute('PRAGMA cell_size_check = ON');
    // The option of the constructor is newer than the oldest Node that this is for.
    this.execute(`PRAGMA busy_timeout = ${mode === 'write' ? writeTimeout : 0}`);
  }

  query(sql: string, bindings: Bindings): RowSource {
    return guarded(() => this.#statements.query(this.#database, sql, bindings));
  }

  execute(sql: string): void {
    guarded(() => this.#database.exec(sql));
  }

  change(sql: string, bindings: Bindings): number {
    return guarded(() => this.#statements.change(this.#database, sql, bindings));
  }

  close(): void {
    this.#database.close();
  }
}
