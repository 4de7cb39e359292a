import assert from 'node:assert/strict';
import type pg from 'pg';
import { loadParser } from '../../src/sql/parser.ts';
import type { Rule, RuleExample } from '../../src/sql/rule.ts';
import { rules } from '../../src/sql/rules/index.ts';
import { translate } from '../../src/sql/translate.ts';
import { connectPostgres, postgresRows } from '../support/postgres-rows.ts';
import { nodeSqlite } from '../support/sqlite.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import { shown, withJson } from './differential.ts';

/** Every example that has a translation gives the same rows on a real PostgreSQL and on SQLite. */
describe('the examples of the rules on both databases', function () {
  this.timeout(60_000);
  let server: TestPostgres;
  let client: pg.Client;

  before(async () => {
    await loadParser();
    server = await startPostgres();
    client = await connectPostgres(server.url('postgres'));
  });
  after(async () => {
    await client?.end();
    await server?.stop();
  });

  for (const rule of rules)
    for (const example of rule.examples.filter((item) => isCompared(rule, item)))
      it(`${rule.id}: ${example.from}`, async () => {
        const expected = await postgresRows(client, example.setup ?? '', example.from);
        const translated = (text: string) =>
          translate(text, {
            from: 'postgresql',
            to: 'sqlite',
            schema: example.setup ?? '',
            sqliteVersion: nodeSqlite().version,
          }).sql;
        const setup = example.setup ? translated(example.setup) : '';
        const rows = nodeSqlite().run(setup, translated(example.from));
        assert.equal(
          shown(withJson(rows, expected), expected, 'ordered'),
          shown(expected.rows, expected, 'ordered'),
        );
      });
});

function isCompared(
  { direction, fidelity }: Rule,
  { to, notCompared, from }: RuleExample,
): boolean {
  const isQuery =
    /^\s*(select|with|values|table|insert[\s\S]*returning|update[\s\S]*returning|delete[\s\S]*returning)/i;
  const last = from.split(';').at(-1) ?? '';
  return (
    to !== undefined &&
    notCompared === undefined &&
    direction !== 'sqlite-to-postgresql' &&
    fidelity !== 'unsupported' &&
    isQuery.test(last)
  );
}
