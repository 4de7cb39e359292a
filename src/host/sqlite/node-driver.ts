import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { findNodeSqlite, type NodeSqlite } from '../../adapters/sqlite/node-sqlite.ts';
import type { DriverValue } from '../../data/value.ts';
import type {
  Bindings,
  OpenMode,
  RowSource,
  SqliteConnection,
  SqliteDriver,
} from './connection.ts';
import { SqliteFailure } from './result-codes.ts';

/** How long a writer's lock is waited for, in milliseconds; readers wait by themselves. */
const writeTimeout = 3000;

/**
 * The driver of Node's own SQLite, where this Node has it: from 22.13 on, and not in every build
 * of Electron. Rows as arrays (22.16) are needed, so that columns of one name are all kept.
 */
export async function nodeDriver(): Promise<SqliteDriver | undefined> {
  const sqlite = await findNodeSqlite();
  if (!sqlite || !('setReturnArrays' in sqlite.StatementSync.prototype)) return undefined;
  return { open: (path, mode) => new NodeConnection(sqlite, path, mode) };
}

class NodeConnection implements SqliteConnection {
  readonly #database: DatabaseSync;

  constructor(sqlite: NodeSqlite, path: string, mode: OpenMode) {
    const url = pathToFileURL(path);
    if (mode === 'immutable') url.searchParams.set('immutable', '1');
    this.#database = guarded(
      () =>
        new sqlite.DatabaseSync(url, {
          readOnly: mode !== 'write',
          timeout: mode === 'write' ? writeTimeout : 0,
          enableForeignKeyConstraints: mode === 'write',
        }),
    );
    // A file may come from anywhere: its views and triggers call no function with effects.
    this.execute('PRAGMA trusted_schema = OFF');
    this.execute('PRAGMA cell_size_check = ON');
  }

  query(sql: string, bindings: Bindings): RowSource {
    return guarded(() => {
      const statement = this.#database.prepare(sql);
      statement.setReturnArrays(true);
      statement.setReadBigInts(true);
      const columns = statement.columns().map((column) => ({
        name: column.name,
        type: column.type ?? '',
        ...(column.table &&
          column.column && {
            origin: {
              schema: column.database ?? 'main',
              table: column.table,
              column: column.column,
            },
          }),
      }));
      return { columns, rows: rowsOf(statement, bindings) };
    });
  }

  execute(sql: string): void {
    guarded(() => this.#database.exec(sql));
  }

  change(sql: string, bindings: Bindings): number {
    return guarded(() => Number(bound(this.#database.prepare(sql), 'run', bindings).changes));
  }

  close(): void {
    this.#database.close();
  }
}

/** Positional or named values; node:sqlite takes them in different places. */
function bound<M extends 'run' | 'iterate'>(
  statement: StatementSync,
  method: M,
  bindings: Bindings,
): ReturnType<StatementSync[M]> {
  const call = statement[method].bind(statement) as (
    ...values: unknown[]
  ) => ReturnType<StatementSync[M]>;
  if (Array.isArray(bindings)) return call(...(bindings as SQLInputValue[]));
  return call(bindings);
}

function* rowsOf(statement: StatementSync, bindings: Bindings): Generator<readonly DriverValue[]> {
  const rows = guarded(() => bound(statement, 'iterate', bindings)) as unknown as Iterator<
    readonly DriverValue[]
  >;
  try {
    for (;;) {
      const next = guarded(() => rows.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    rows.return?.();
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'errcode' in error ? Number(error.errcode) & 0xff : 1;
    throw new SqliteFailure(error.message, code, error);
  }
}
