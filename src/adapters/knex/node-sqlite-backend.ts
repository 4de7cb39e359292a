import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type {
  BackendStatement,
  OpenBackend,
  SqliteBackend,
  SqliteRow,
  SqliteValue,
} from './sqlite-backend.ts';
import { SqliteError } from './sqlite-error.ts';
import { refuseSecondStatement, statementWords } from './statement-text.ts';

/**
 * SQLite through `node:sqlite`, which is given as a module because it is missing in older Nodes.
 * Foreign keys are off, as SQLite has them by default and as a table rebuild needs them.
 */
export function nodeSqliteBackend(sqlite: typeof import('node:sqlite')): OpenBackend {
  return (filename, { readOnly, doubleQuotedStrings }) =>
    new NodeSqliteBackend(
      guarded(
        () =>
          new sqlite.DatabaseSync(filename, {
            readOnly,
            enableForeignKeyConstraints: false,
            enableDoubleQuotedStringLiterals: doubleQuotedStrings,
            timeout: 5000,
          }),
      ),
    );
}

class NodeSqliteBackend implements SqliteBackend {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  prepare(sql: string): BackendStatement {
    const statement = guarded(() => this.#database.prepare(sql));
    refuseRest(sql, statement);
    statement.setReadBigInts(true);
    return {
      reader: isReader(statement),
      all: (bindings) => guarded(() => statement.all(...bindings) as SqliteRow[]),
      run: (bindings) =>
        guarded(() => {
          const { changes, lastInsertRowid } = statement.run(...(bindings as SqliteValue[]));
          return { changes: Number(changes), lastInsertRowid: BigInt(lastInsertRowid) };
        }),
    };
  }

  exec(sql: string): void {
    guarded(() => this.#database.exec(sql));
  }

  close(): void {
    this.#database.close();
  }
}

/** `prepare` compiles the first statement and is silent about the others. */
function refuseRest(sql: string, statement: StatementSync): void {
  refuseSecondStatement(sql.slice(sql.indexOf(statement.sourceSQL) + statement.sourceSQL.length));
}

/** `columns()` came with Node 22.16; before, only the text tells. */
function isReader(statement: StatementSync): boolean {
  if (typeof statement.columns === 'function') return statement.columns().length > 0;
  const words = statementWords(statement.sourceSQL);
  const reads = ['SELECT', 'VALUES', 'WITH', 'EXPLAIN', 'PRAGMA'].includes(words[0] ?? '');
  return reads || words.includes('RETURNING');
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
      throw new SqliteError(error.message, error.errcode);
    }
    throw error;
  }
}
