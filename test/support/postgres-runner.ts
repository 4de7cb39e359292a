import pg from 'pg';
import type { Rows } from './normalise.ts';
import { lastResult, scalarParser } from './postgres-rows.ts';
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
    types: { getTypeParser: scalarParser },
  });
  await client.connect();
  return {
    async run(setup, script) {
      await client.query('rollback; drop schema if exists public cascade; create schema public');
      if (setup) await client.query(setup);
      return (await lastResult(client, script)).rows;
    },
    async stop() {
      await client.end();
      await server.stop();
    },
  };
}
