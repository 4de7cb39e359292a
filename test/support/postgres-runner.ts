import pg from 'pg';
import type { Rows } from './normalise.ts';
import { startPostgres } from './start-postgres.ts';

/** A PostgreSQL that tests run scripts on; the rows of the last statement are the result. */
export interface PostgresRunner {
  /** Runs both scripts in a new schema; rejects with what PostgreSQL says. */
  run(setup: string, script: string): Promise<Rows>;
  stop(): Promise<void>;
}

export async function postgresRunner(): Promise<PostgresRunner> {
  const server = await startPostgres();
  const client = new pg.Client({
    connectionString: server.url('postgres'),
    types: { getTypeParser },
  });
  await client.connect();
  return {
    async run(setup, script) {
      await client.query('rollback; drop schema if exists public cascade; create schema public');
      if (setup) await client.query(setup);
      const results: unknown = await client.query({ text: script, rowMode: 'array' } as never);
      const last = (Array.isArray(results) ? results.at(-1) : results) as { rows?: object[] };
      // Of a script with many statements the driver gives objects.
      return (last.rows ?? []).map((row) => (Array.isArray(row) ? row : Object.values(row)));
    },
    async stop() {
      await client.end();
      await server.stop();
    },
  };
}

const numbers = new Set([20, 21, 23, 26, 700, 701, 1700]);

/** Values as PostgreSQL writes them; numbers, booleans and bytes as such. */
function getTypeParser(oid: number): (text: string) => unknown {
  if (numbers.has(oid)) return Number;
  if (oid === 16) return (text) => text === 't';
  if (oid === 17) return (text) => Buffer.from(text.slice(2), 'hex');
  if (oid === 1184) return (text) => text.replace(/\+00$/, '');
  return (text) => text;
}
