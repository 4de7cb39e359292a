import assert from 'node:assert/strict';
import type pg from 'pg';
import { loadParser } from '../../src/sql/parser.ts';
import { translate } from '../../src/sql/translate.ts';
import { connectPostgres, type PostgresResult, postgresRows } from '../support/postgres-rows.ts';
import { nodeSqlite, type SqliteRunner, wasmSqlite } from '../support/sqlite.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import { compareStatement, isAsExpected, isAsExpectedWithoutSchema } from './differential.ts';
import {
  casesOfFamily,
  type StatementCase,
  statementFamilies,
  statementSchema,
} from './statements.ts';

/** Each statement on a real PostgreSQL and on both SQLites, with and without the tables' definitions. */
describe('statements as applications write them', function () {
  this.timeout(60_000);
  const schema = statementSchema();
  let server: TestPostgres;
  let client: pg.Client;
  let runners: readonly SqliteRunner[] = [];
  let setup = '';

  before(async () => {
    await loadParser();
    server = await startPostgres();
    client = await connectPostgres(server.url('postgres'));
    await client.query(schema);
    runners = [nodeSqlite(), await wasmSqlite()];
    setup = translate(schema, {
      from: 'postgresql',
      to: 'sqlite',
      sqliteVersion: nodeSqlite().version,
    }).sql;
  });
  after(async () => {
    await client?.end();
    await server?.stop();
  });

  for (const family of statementFamilies())
    describe(family, () => {
      for (const item of casesOfFamily(family))
        it(item.sql, async () => {
          const expected = await postgresRows(client, '', item.sql);
          for (const runner of runners) check(item, expected, runner);
        });
    });

  function check(item: StatementCase, expected: PostgresResult, runner: SqliteRunner): void {
    const input = { sql: item.sql, expected, setup, runner };
    const known = compareStatement({ ...input, schema });
    assert.ok(
      isAsExpected(known.outcome, item.expected),
      `${runner.name}: ${known.outcome}\n${known.translation.sql}\n${known.wanted}\n${known.got}`,
    );
    const unknown = compareStatement({ ...input, schema: '' });
    assert.ok(
      isAsExpectedWithoutSchema(unknown.outcome, item),
      `${runner.name}, without the schema: ${unknown.outcome}\n${unknown.translation.sql}\n${unknown.wanted}\n${unknown.got}`,
    );
  }
});
