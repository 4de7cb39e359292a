import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { compareCatalogs } from '../../../src/catalog/compare.ts';
import { readSqliteCatalog } from '../../../src/catalog/sqlite/read.ts';
import { typeFamily } from '../../../src/catalog/type-family.ts';
import { sqliteQuery } from '../../support/sqlite-query.ts';

async function catalogOf(sql: string) {
  const database = new DatabaseSync(':memory:');
  database.exec(sql);
  const catalog = await readSqliteCatalog(sqliteQuery(database));
  database.close();
  return catalog;
}

describe('compareCatalogs', () => {
  it('finds nothing where only the engines’ ways differ', async () => {
    const left = await catalogOf(
      'CREATE TABLE T (id INTEGER PRIMARY KEY, ok INTEGER NOT NULL, at TEXT, u TEXT, n REAL)',
    );
    const right = await catalogOf(
      'CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, ok boolean NOT NULL, at timestamptz, u uuid, n numeric(5,2))',
    );
    assert.deepEqual(compareCatalogs(left, right), []);
  });

  it('finds what is lost and what differs', async () => {
    const left = await catalogOf(`CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE t (a TEXT NOT NULL, b BLOB, p INTEGER REFERENCES p (id), only TEXT);
      CREATE UNIQUE INDEX i ON t (a); CREATE VIEW v AS SELECT 1`);
    const right = await catalogOf(`CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE t (a TEXT, b TEXT, p INTEGER)`);
    const found = compareCatalogs(left, right).map(
      ({ kind, what, item, left: one, right: other }) =>
        `${kind} ${what} ${item}: ${one ?? '-'} | ${other ?? '-'}`,
    );
    assert.deepEqual(found, [
      'differs not-null a: NOT NULL | NULL',
      'differs type b: BLOB | TEXT',
      'missing column only: TEXT | -',
      'missing foreign-key (p) → p (id) NO ACTION: (p) → p (id) NO ACTION | -',
      'missing index UNIQUE (a): UNIQUE (a) | -',
      'missing view : v | -',
    ]);
  });

  it('knows the families of types', () => {
    assert.deepEqual(
      ['bigint', 'integer[]', 'bytea', 'double precision', 'interval', 'citext', '', 'point'].map(
        typeFamily,
      ),
      ['integer', 'text', 'bytes', 'real', 'text', 'text', 'any', 'text'],
    );
  });
});
