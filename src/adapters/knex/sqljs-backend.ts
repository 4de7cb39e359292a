import type { Database, SqlJsStatic, Statement } from 'sql.js';
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
 * SQLite in memory through sql.js, for a dry run where there is no `node:sqlite`. `image` is the
 * database to start from; nothing is ever written to a file.
 */
export function sqlJsBackend(library: SqlJsStatic, image?: Uint8Array): OpenBackend {
  return () => new SqlJsBackend(guarded(() => new library.Database(image)));
}

class SqlJsBackend implements SqliteBackend {
  readonly #database: Database;
  #inTransaction = false;

  constructor(database: Database) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  prepare(sql: string): BackendStatement {
    const statement = guarded(() => firstStatement(this.#database, sql));
    const reader = statement.getColumnNames().length > 0;
    return {
      reader,
      all: (bindings) => guarded(() => this.#all(statement, bindings)),
      run: (bindings) => guarded(() => this.#run(statement, sql, bindings)),
    };
  }

  exec(sql: string): void {
    guarded(() => this.#database.exec(sql));
  }

  close(): void {
    this.#database.close();
  }

  #all(statement: Statement, bindings: readonly SqliteValue[]): SqliteRow[] {
    try {
      statement.bind([...bindings] as Parameters<Statement['bind']>[0]);
      const rows: SqliteRow[] = [];
      while (statement.step()) rows.push(rowOf(statement));
      return rows;
    } finally {
      statement.reset();
    }
  }

  #run(statement: Statement, sql: string, bindings: readonly SqliteValue[]) {
    this.#all(statement, bindings);
    this.#follow(statementWords(sql));
    const id = this.#database.exec('SELECT last_insert_rowid()')[0]?.values[0]?.[0];
    return {
      changes: this.#database.getRowsModified(),
      lastInsertRowid: BigInt(typeof id === 'number' ? id : 0),
    };
  }

  #follow([word = '', second]: readonly string[]): void {
    if (word === 'BEGIN') this.#inTransaction = true;
    const ends = ['COMMIT', 'END', 'ROLLBACK'].includes(word);
    if (ends && second !== 'TO') this.#inTransaction = false;
  }
}

function firstStatement(database: Database, sql: string): Statement {
  const statements = database.iterateStatements(sql);
  const first = statements.next();
  if (first.done) throw new RangeError('The supplied SQL string contains no statements');
  refuseSecondStatement(statements.getRemainingSQL());
  return database.prepare(sql);
}

/** The published types leave out the option that keeps 64-bit integers exact. */
type ExactGet = (bindings: null, options: { readonly useBigInt: true }) => SqliteValue[];

function rowOf(statement: Statement): SqliteRow {
  const values = (statement.get.bind(statement) as ExactGet)(null, { useBigInt: true });
  return Object.fromEntries(
    statement.getColumnNames().map((name, index) => [name, values[index] ?? null]),
  );
}

/** sql.js has no result codes: the message's fixed beginning tells which constraint it was. */
const constraintCodes: readonly (readonly [RegExp, number])[] = [
  [/^UNIQUE constraint failed/, 2067],
  [/^NOT NULL constraint failed/, 1299],
  [/^CHECK constraint failed/, 275],
  [/^FOREIGN KEY constraint failed/, 787],
  [/^file is not a database/, 26],
];

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const code = constraintCodes.find(([pattern]) => pattern.test(message))?.[1] ?? 1;
    throw new SqliteError(message, code);
  }
}
