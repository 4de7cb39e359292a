import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { arrayRows } from '../../../../src/host/sqlite/array-rows.ts';
import type { Bindings } from '../../../../src/host/sqlite/connection.ts';
import type { NodeStatements } from '../../../../src/host/sqlite/node-statements.ts';
import { objectRows } from '../../../../src/host/sqlite/object-rows.ts';

const big = 9007199254740993n;

/** Statements with what they bind, the names of their columns as old Nodes give them, and rows. */
const queries: readonly (readonly [string, Bindings, readonly string[], readonly unknown[]])[] = [
  [
    'SELECT id, id FROM t ORDER BY id DESC',
    [],
    ['id', 'id:1'],
    [
      [big, big],
      [1n, 1n],
    ],
  ],
  ['SELECT "2", "1", name FROM t WHERE id = ?1', [1n], ['2', '1', 'name'], [['two', 'one', 'a']]],
  ['SELECT name FROM t WHERE id = ?', [1n], ['name'], [['a']]],
  ['SELECT name FROM t WHERE id = :id -- a comment', { ':id': 1n }, ['name'], [['a']]],
  ['SELECT name FROM t WHERE id = ?2 AND ?1 = 7', [7n, 1n], ['name'], [['a']]],
  ['SELECT name, id FROM t WHERE FALSE;', [], ['name', 'id'], []],
  [
    "VALUES (1, 2.5, x'00ff', NULL)",
    [],
    ['column1', 'column2', 'column3', 'column4'],
    [[1n, 2.5, new Uint8Array([0, 255]), null]],
  ],
  [
    'WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3) SELECT x FROM n',
    [],
    ['x'],
    [[1n], [2n], [3n]],
  ],
  [
    'PRAGMA table_info(pair)',
    [],
    ['cid', 'name', 'type', 'notnull', 'dflt_value', 'pk'],
    [[0n, 'a', 'INT', 0n, null, 0n]],
  ],
];

describe('statements on node:sqlite', () => {
  let database: DatabaseSync;

  beforeEach(() => {
    database = new DatabaseSync(':memory:');
    database.exec(`CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, "2" TEXT, "1" TEXT);
      INSERT INTO t VALUES (1, 'a', 'two', 'one'), (${big}, 'b', NULL, '');
      CREATE TABLE pair (a INT)`);
  });
  afterEach(() => database.close());

  const ways: readonly (readonly [string, NodeStatements])[] = [
    ['as arrays', arrayRows],
    ['as objects', objectRows],
  ];
  for (const [name, statements] of ways) {
    it(`gives rows ${name}, exactly and in order`, () => {
      for (const [sql, bindings, names, expected] of queries) {
        const { columns, rows } = statements.query(database, sql, bindings);
        const plain = (text: string) => text.replace(/:\d+$/, '');
        assert.deepEqual(
          columns.map((column) => plain(column.name)),
          names.map(plain),
          sql,
        );
        assert.deepEqual(
          [...rows].map((row) => [...row]),
          expected,
          sql,
        );
      }
    });

    it(`runs nothing twice and only what is asked (${name})`, () => {
      const insert = "WITH x AS (SELECT 'c' AS n) INSERT INTO t (name) SELECT n FROM x";
      assert.equal(statements.query(database, insert, []).columns.length, 0);
      assert.equal(statements.change(database, insert, []), 1);
      assert.equal(statements.change(database, 'DELETE FROM t WHERE id > ?1', [1n]), 2);
      assert.deepEqual(database.prepare('SELECT count(*) AS n FROM t').get()?.n, 1);
      const left = "SELECT count(*) AS n FROM sqlite_temp_schema WHERE type = 'table'";
      assert.deepEqual(database.prepare(left).get()?.n, 0);
    });

    it(`says what is wrong with a statement (${name})`, () => {
      assert.throws(
        () => statements.query(database, 'SELECT missing FROM t', []),
        /no such column: missing/,
      );
    });
  }

  it('ends a statement of which not all rows are taken', () => {
    const { rows } = objectRows.query(database, 'SELECT id FROM t', []);
    for (const _ of rows) break;
    database.exec('DROP TABLE t');
    assert.throws(() => objectRows.query(database, 'SELECT 1 FROM t', []), /no such table/);
  });
});
