import { DatabaseSync } from 'node:sqlite';
import initSqlJs from 'sql.js';
import { splitScript } from '../../src/sql/splitter.ts';
import type { Rows } from './normalise.ts';

/** A SQLite that the tests run statements on; the rows of the last statement are the result. */
export interface SqliteRunner {
  readonly name: string;
  readonly version: string;
  /** Runs both scripts on a new database in memory; throws what SQLite says. */
  run(setup: string, script: string): Rows;
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
      const database = new DatabaseSync(':memory:');
      try {
        database.exec(setup);
        let rows: unknown[][] = [];
        for (const text of statementsOf(script)) {
          const statement = database.prepare(text);
          statement.setReturnArrays(true);
          statement.setReadBigInts(true);
          rows = statement.all() as unknown as unknown[][];
        }
        return rows;
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
  return {
    name: 'sql.js',
    version,
    run(setup, script) {
      const database = new library.Database();
      try {
        database.exec(setup);
        let rows: Rows = [];
        for (const text of statementsOf(script)) rows = database.exec(text)[0]?.values ?? [];
        return rows;
      } finally {
        database.close();
      }
    },
  };
}
