import { DatabaseSync } from 'node:sqlite';
import initSqlJs from 'sql.js';
import { splitScript } from '../../src/sql/splitter.ts';
import type { Rows } from './normalise.ts';

/** What a query gave, with the names of its columns. */
export interface NamedRows {
  readonly names: readonly string[];
  readonly rows: Rows;
}

/** A SQLite that the tests run statements on; the rows of the last statement are the result. */
export interface SqliteRunner {
  readonly name: string;
  readonly version: string;
  /** Runs both scripts on a new database in memory; throws what SQLite says. */
  run(setup: string, script: string): Rows;
  /** The same, with the names of the last statement's columns. */
  query(setup: string, script: string): NamedRows;
}

function statementsOf(script: string): readonly string[] {
  return splitScript(script).map(({ text }) => text);
}

/** The SQLite inside of Node. */
export function nodeSqlite(): SqliteRunner {
  return {
    name: 'node:sqlite',
    version: process.versions.sqlite ?? '',
    run(setup, script) {
      return this.query(setup, script).rows;
    },
    query(setup, script) {
      const database = new DatabaseSync(':memory:');
      try {
        database.exec(setup);
        let result: NamedRows = { names: [], rows: [] };
        for (const text of statementsOf(script)) {
          const statement = database.prepare(text);
          statement.setReturnArrays(true);
          statement.setReadBigInts(true);
          const rows = statement.all() as unknown as unknown[][];
          result = { names: statement.columns().map(({ name }) => name), rows };
        }
        return result;
      } finally {
        database.close();
      }
    },
  };
}

/** SQLite compiled to WebAssembly. */
export async function wasmSqlite(): Promise<SqliteRunner> {
  const library = await initSqlJs();
  const probe = new library.Database();
  const version = String(probe.exec('select sqlite_version()')[0]?.values[0]?.[0]);
  probe.close();
  const runner: SqliteRunner = {
    name: 'sql.js',
    version,
    run: (setup, script) => runner.query(setup, script).rows,
    query(setup, script) {
      const database = new library.Database();
      try {
        database.exec(setup);
        let result: NamedRows = { names: [], rows: [] };
        for (const text of statementsOf(script)) {
          const [last] = database.exec(text);
          result = { names: last?.columns ?? [], rows: last?.values ?? [] };
        }
        return result;
      } finally {
        database.close();
      }
    },
  };
  return runner;
}
