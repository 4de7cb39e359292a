import assert from 'node:assert/strict';
import type pg from 'pg';
import { loadParser } from '../../src/sql/parser.ts';
import { translator } from '../../src/sql/translate.ts';
import { connectPostgres, type PostgresResult, postgresRows } from '../support/postgres-rows.ts';
import { nodeSqlite, type SqliteRunner, wasmSqlite } from '../support/sqlite.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import {
  compareStatement,
  type Differential,
  isAsExpected,
  isAsExpectedWithoutSchema,
} from './differential.ts';
import {
  casesOfFamily,
  resetCounters,
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
  let sides: readonly Side[] = [];
  let setup = '';

  before(async () => {
    await loadParser();
    server = await startPostgres();
    client = await connectPostgres(server.url('postgres'));
    await client.query(schema);
    sides = [nodeSqlite(), await wasmSqlite()].map((runner) => sideOf(runner, schema));
    // The connections of applications enforce foreign keys.
    setup = `pragma foreign_keys = on; ${sides[0]?.unknown(schema).sql}`;
  });
  after(async () => {
    await client?.end();
    await server?.stop();
  });

  for (const family of statementFamilies())
    describe(family, () => {
      for (const item of casesOfFamily(family))
        it(item.sql, async () => {
          const expected = await postgresRows(client, resetCounters(), item.sql);
          for (const side of sides) check(item, expected, side);
        });
    });

  function check(item: StatementCase, expected: PostgresResult, { runner, known, unknown }: Side) {
    const input = { sql: item.sql, expected, setup, runner };
    const found = compareStatement({ ...input, translate: known });
    assert.ok(isAsExpected(found.outcome, item.expected), report(runner, found));
    const without = compareStatement({ ...input, translate: unknown });
    assert.ok(
      isAsExpectedWithoutSchema(without.outcome, item),
      `without the schema: ${report(runner, without)}`,
    );
  }
});

/** A SQLite with the translators for its version: one that knows the tables, and one that does not. */
interface Side {
  readonly runner: SqliteRunner;
  readonly known: Translator;
  readonly unknown: Translator;
}

type Translator = ReturnType<typeof translator>;

function sideOf(runner: SqliteRunner, schema: string): Side {
  const request = { from: 'postgresql', to: 'sqlite', sqliteVersion: runner.version } as const;
  return { runner, known: translator({ ...request, schema }), unknown: translator(request) };
}

function report({ name }: SqliteRunner, { outcome, translation, wanted, got }: Differential) {
  return `${name}: ${outcome}\n${translation.sql}\n${wanted}\n${got}`;
}
