import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { readSqliteCatalog } from '../../../src/catalog/sqlite/read.ts';
import type { Statement } from '../../../src/data/database.ts';
import { type Anchor, type PageQuery, pageStatement } from '../../../src/data/page.ts';
import { type RowSource, tableSource, viewSource } from '../../../src/data/source.ts';
import { driverValue, type Value } from '../../../src/data/value.ts';
import { select } from '../../../src/host/sqlite/operations.ts';
import { sqliteQuery } from '../../support/sqlite-query.ts';

const tables = {
  rowid: 'CREATE TABLE t (id INTEGER PRIMARY KEY, a, b TEXT)',
  'without rowid': 'CREATE TABLE t (id INT, a, b TEXT, PRIMARY KEY (b, id)) WITHOUT ROWID',
  'hidden rowid': 'CREATE TABLE t (rowid TEXT, a, b TEXT)',
};

/** Mixed classes, NULLs, ties and integers that no double holds. */
const samples: readonly Value[] = [
  null,
  { integer: '9007199254740993' },
  { integer: '9007199254740992' },
  { integer: '-1' },
  { real: '1.5' },
  '',
  'a',
  'B',
  { blob: '00' },
];

describe('pageStatement', () => {
  for (const [name, create] of Object.entries(tables)) {
    for (const sort of [
      [],
      [{ column: 'a', descending: false }],
      [{ column: 'a', descending: true }],
      [
        { column: 'b', descending: true },
        { column: 'a', descending: false },
      ],
    ]) {
      const title = sort.map(({ column, descending }) => `${column} ${descending ? 'down' : 'up'}`);
      it(`pages both ways through a table (${name}; ${title.join(', ') || 'by key'})`, async () => {
        const { database, source } = await filled(create);
        const query: PageQuery = { sort, filters: [], find: '' };
        const all = page(database, source, query, { at: 'start' }, 1000).rows;
        const forward = walk(database, source, query, 'start');
        const backward = walk(database, source, query, 'end').reverse();
        assert.equal(all.length, 80);
        assert.deepEqual(forward, all);
        assert.deepEqual(backward, all);
        database.close();
      });
    }
  }

  it('filters and finds', async () => {
    const { database, source } = await filled(tables.rowid);
    const count = (query: Partial<PageQuery>) =>
      page(database, source, { sort: [], filters: [], find: '', ...query }, { at: 'start' }, 1000)
        .rows.length;
    const of = (
      operator: 'equals' | 'differs' | 'is-null' | 'greater' | 'contains',
      value: Value,
    ) => count({ filters: [{ column: 'a', operator, value }] });
    assert.equal(of('equals', { integer: '9007199254740993' }) > 0, true);
    assert.equal(of('equals', null), of('is-null', null));
    assert.equal(of('equals', 'a') + of('differs', 'a'), 80);
    assert.equal(of('greater', 'B'), of('equals', 'a') + of('equals', { blob: '00' }));
    assert.equal(count({ find: '54740993' }), of('equals', { integer: '9007199254740993' }));
    database.close();
  });

  it('pages through a view by counting', async () => {
    const { database } = await filled(tables.rowid);
    database.exec('CREATE VIEW v AS SELECT a, b FROM t');
    const { views } = await readSqliteCatalog(sqliteQuery(database));
    assert.ok(views[0]);
    const source = viewSource('sqlite', views[0]);
    const query = { sort: [{ column: 'a', descending: false }], filters: [], find: '' };
    const all = page(database, source, query, { at: 'start' }, 1000).rows;
    assert.deepEqual(walk(database, source, query, 'start'), all);
    const place = (all.at(9)?.slice(2) ?? []) as readonly Value[];
    const before = page(database, source, query, { at: 'before', place }, 4);
    assert.deepEqual(before.rows, all.slice(5, 9));
    database.close();
  });

  it('uses an index on the first term of the order', async () => {
    const { database, source } = await filled(tables.rowid);
    database.exec('CREATE INDEX i ON t (a)');
    const query = { sort: [{ column: 'a', descending: false }], filters: [], find: '' };
    const place = ['a', { integer: '7' }];
    const { sql, parameters } = pageStatement(source, query, { at: 'after', place }, 10);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values({ sql, parameters }));
    assert.match(JSON.stringify(plan), /SEARCH main.t USING INDEX i \(a>\?\)/);
    database.close();
  });
});

async function filled(create: string): Promise<{ database: DatabaseSync; source: RowSource }> {
  const database = new DatabaseSync(':memory:');
  database.exec(create);
  const first = create.includes('id INT') ? 'id' : 'rowid';
  const insert = database.prepare(`INSERT INTO t ("${first}", a, b) VALUES (?, ?, ?)`);
  for (let at = 0; at < 80; at++) {
    const value = samples[(at * 7) % samples.length] ?? null;
    insert.run(at, driverValue(value), String.fromCharCode(97 + (at % 5)));
  }
  const { tables: read } = await readSqliteCatalog(sqliteQuery(database));
  assert.ok(read[0]);
  return { database, source: tableSource('sqlite', read[0]) };
}

function page(
  database: DatabaseSync,
  source: RowSource,
  query: PageQuery,
  anchor: Anchor,
  limit: number,
) {
  const statement = pageStatement(source, query, anchor, limit);
  const prepared = database.prepare(statement.sql);
  prepared.setReturnArrays(true);
  prepared.setReadBigInts(true);
  const connection = {
    query: () => ({ columns: [], rows: prepared.iterate(...values(statement)) as never }),
    execute: () => undefined,
    change: () => 0,
    close: () => undefined,
  };
  const { rows } = select(connection, statement, { maxRows: limit, cells: 'whole' });
  return { rows: statement.reversed ? [...rows].reverse() : rows, placeFrom: statement.placeFrom };
}

function walk(
  database: DatabaseSync,
  source: RowSource,
  query: PageQuery,
  from: 'start' | 'end',
): unknown[] {
  const seen: (readonly unknown[])[] = [];
  let anchor: Anchor = { at: from };
  for (;;) {
    const { rows, placeFrom } = page(database, source, query, anchor, 7);
    const ordered = from === 'start' ? rows : [...rows].reverse();
    const last = ordered.at(-1);
    if (!last) return seen;
    seen.push(...ordered);
    const place = last.slice(placeFrom) as readonly Value[];
    anchor = { at: from === 'start' ? 'after' : 'before', place };
  }
}

function values({ parameters }: Statement) {
  return Array.isArray(parameters) ? parameters.map(driverValue) : [];
}
