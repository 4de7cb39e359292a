import initSqlJs, { type Database as SqlJsDatabase, type SqlJsStatic } from 'sql.js';
import type { DriverValue } from '../../data/value.ts';
import type { Bindings, RowSource, SqliteConnection, SqliteDriver } from './connection.ts';
import { readImage } from './read-image.ts';
import { resultCodes, SqliteFailure } from './result-codes.ts';

/**
 * The driver for a Node without its own SQLite: reads a copy in memory with the committed content
 * of the -wal file laid over it. It cannot write.
 */
export async function sqlJsDriver(): Promise<SqliteDriver> {
  const sql = await initSqlJs();
  return {
    limitation:
      'This version of Node has no SQLite of its own: files up to 200 MB are read into memory, and nothing can be edited.',
    open(path, mode) {
      if (mode === 'write') {
        throw new SqliteFailure('Editing needs a newer VS Code or Node.', resultCodes.readOnly);
      }
      return new SqlJsConnection(sql, path);
    },
  };
}

class SqlJsConnection implements SqliteConnection {
  readonly #database: SqlJsDatabase;

  constructor(sql: SqlJsStatic, path: string) {
    const image = readImage(path);
    this.#database = guarded(() => new sql.Database(image));
    this.execute('PRAGMA query_only = ON');
    this.execute('PRAGMA trusted_schema = OFF');
  }

  query(sql: string, bindings: Bindings): RowSource {
    return guarded(() => {
      const statement = this.#database.prepare(sql);
      statement.bind(bindingsOf(bindings));
      const columns = statement.getColumnNames().map((name) => ({ name, type: '' }));
      return { columns, rows: rowsOf(statement) };
    });
  }

  execute(sql: string): void {
    guarded(() => this.#database.exec(sql));
  }

  change(): number {
    throw new SqliteFailure('Editing needs a newer VS Code or Node.', resultCodes.readOnly);
  }

  close(): void {
    this.#database.close();
  }
}

function* rowsOf(
  statement: ReturnType<SqlJsDatabase['prepare']>,
): Generator<readonly DriverValue[]> {
  try {
    while (guarded(() => statement.step())) {
      yield readRow(statement);
    }
  } finally {
    statement.free();
  }
}

/** With `useBigInt` every integer is a bigint, and reals stay numbers. The types do not know it. */
function readRow(statement: ReturnType<SqlJsDatabase['prepare']>): readonly DriverValue[] {
  const get: (bindings: null, options: { useBigInt: boolean }) => unknown =
    statement.get.bind(statement);
  return get(null, { useBigInt: true }) as readonly DriverValue[];
}

/** sql.js wants the sigil in the name, and gives bigint for integers only where it is told. */
function bindingsOf(bindings: Bindings) {
  return bindings as Parameters<SqlJsDatabase['exec']>[1];
}

/** sql.js throws a plain Error, or a string, without a code. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const known = Object.entries(messages).find(([text]) => message.includes(text));
    throw new SqliteFailure(message, known ? known[1] : 1, error);
  }
}

const messages: Readonly<Record<string, number>> = {
  'file is not a database': resultCodes.notADatabase,
  'database disk image is malformed': resultCodes.corrupt,
  'attempt to write a readonly database': resultCodes.readOnly,
};
