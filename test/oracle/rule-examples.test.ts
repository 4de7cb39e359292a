import assert from 'node:assert/strict';
import pg from 'pg';
import { loadParser } from '../../src/sql/parser.ts';
import type { Rule, RuleExample } from '../../src/sql/rule.ts';
import { rules } from '../../src/sql/rules/index.ts';
import { translate } from '../../src/sql/translate.ts';
import { comparable, type Rows } from '../support/normalise.ts';
import { nodeSqlite } from '../support/sqlite.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';

/** Every example that has a translation gives the same rows on a real PostgreSQL and on SQLite. */
describe('the examples of the rules on both databases', function () {
  this.timeout(60_000);
  let server: TestPostgres;
  let client: pg.Client;

  before(async () => {
    await loadParser();
    server = await startPostgres();
    client = new pg.Client({ connectionString: server.url('postgres'), types: { getTypeParser } });
    await client.connect();
  });
  after(async () => {
    await client?.end();
    await server?.stop();
  });

  for (const rule of rules)
    for (const example of rule.examples.filter((item) => isCompared(rule, item)))
      it(`${rule.id}: ${example.from}`, async () => {
        const expected = await postgresRows(client, example);
        const translated = (text: string) =>
          translate(text, {
            from: 'postgresql',
            to: 'sqlite',
            schema: example.setup ?? '',
            sqliteVersion: nodeSqlite().version,
          }).sql;
        const setup = example.setup ? translated(example.setup) : '';
        const rows = nodeSqlite().run(setup, translated(example.from));
        assert.equal(comparable(rows, 'ordered'), comparable(expected, 'ordered'));
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

/** Values as PostgreSQL writes them; numbers and booleans as such. */
function getTypeParser(oid: number): (text: string) => unknown {
  const numbers = [20, 21, 23, 26, 700, 701, 1700];
  if (numbers.includes(oid)) return Number;
  if (oid === 16) return (text) => text === 't';
  if (oid === 17) return (text) => Buffer.from(text.slice(2), 'hex');
  if (oid === 1184) return (text) => text.replace(/\+00$/, '');
  const elements: Readonly<Record<number, number>> = { 1007: 23, 1009: 25, 1016: 20, 1231: 1700 };
  const element = elements[oid];
  return element === undefined
    ? (text) => text
    : (text) => pg.types.getTypeParser(oid as never)(text);
}

/** Runs the example in a transaction that is rolled back. */
async function postgresRows(client: pg.Client, { setup, from }: RuleExample): Promise<Rows> {
  await client.query('begin');
  try {
    if (setup) await client.query(setup);
    const results: unknown = await client.query({ text: from, rowMode: 'array' } as never);
    const last = Array.isArray(results) ? results.at(-1) : results;
    return (last as { rows: unknown[] }).rows.map((row) =>
      Array.isArray(row) ? row : Object.values(row as object),
    );
  } finally {
    await client.query('rollback');
  }
}
