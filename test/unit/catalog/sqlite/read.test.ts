import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { Catalog } from '../../../../src/catalog/model.ts';
import { readSqliteCatalog } from '../../../../src/catalog/sqlite/read.ts';
import { sqliteQuery } from '../../../support/sqlite-query.ts';

async function catalogOf(...statements: readonly string[]): Promise<Catalog> {
  const database = new DatabaseSync(':memory:');
  for (const statement of statements) database.exec(statement);
  try {
    return await readSqliteCatalog(sqliteQuery(database));
  } finally {
    database.close();
  }
}

async function tableOf(...statements: readonly string[]) {
  const { tables } = await catalogOf(...statements);
  const table = tables.at(-1);
  assert.ok(table);
  return table;
}

describe('readSqliteCatalog', () => {
  it('reads columns with types, defaults and identity', async () => {
    const table = await tableOf(
      `CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name varchar(40) NOT NULL DEFAULT 'x''y',
        loose, email TEXT COLLATE NOCASE, at TEXT DEFAULT (datetime('now')))`,
    );
    assert.deepEqual(table.columns, [
      {
        name: 'id',
        type: 'INTEGER',
        notNull: false,
        default: null,
        primaryKey: true,
        hidden: false,
        identity: 'autoincrement',
      },
      { ...plain('name', 'varchar(40)'), notNull: true, default: "'x''y'" },
      plain('loose', ''),
      { ...plain('email', 'TEXT'), collation: 'NOCASE' },
      { ...plain('at', 'TEXT'), default: "datetime('now')" },
    ]);
  });

  it('knows which keys are the rowid', async () => {
    const identity = async (sql: string) => (await tableOf(sql)).columns[0]?.identity;
    assert.equal(await identity('CREATE TABLE t (a integer PRIMARY KEY)'), 'rowid');
    assert.equal(await identity('CREATE TABLE t (a INT PRIMARY KEY)'), undefined);
    assert.equal(await identity('CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID'), undefined);
    assert.equal(await identity('CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a, b))'), undefined);
  });

  it('reads generated columns, STRICT, WITHOUT ROWID and the order of a key', async () => {
    const table = await tableOf(
      `CREATE TABLE t (a INTEGER, b TEXT, c INTEGER GENERATED ALWAYS AS (a * (2 + 1)) STORED,
        d TEXT AS (b || ')') VIRTUAL, PRIMARY KEY (b, a)) STRICT, WITHOUT ROWID`,
    );
    assert.deepEqual(
      [table.strict, table.withoutRowid, table.primaryKey],
      [true, true, ['b', 'a']],
    );
    assert.deepEqual(
      table.columns.map(({ type, generated }) => [type, generated]),
      [
        ['INTEGER', undefined],
        ['TEXT', undefined],
        ['INTEGER', { stored: true, expression: 'a * (2 + 1)' }],
        ['TEXT', { stored: false, expression: "b || ')'" }],
      ],
    );
  });

  it('reads checks, named and not, of columns and tables, past comments', async () => {
    const table = await tableOf(
      `CREATE TABLE t (a INT CHECK (a > 0 /* ) */), b TEXT CONSTRAINT "b ok" CHECK (b IN (',', ')')), -- CHECK (no)
        CONSTRAINT last CHECK (1))`,
    );
    assert.deepEqual(table.checks, [
      { expression: 'a > 0 /* ) */' },
      { name: 'b ok', expression: "b IN (',', ')')" },
      { name: 'last', expression: '1' },
    ]);
  });

  it('reads foreign keys both ways, in the order of the statement', async () => {
    const { tables } = await catalogOf(
      'CREATE TABLE p (x, y, PRIMARY KEY (x, y))',
      `CREATE TABLE c (a INT REFERENCES C ON DELETE SET NULL, x, y,
        CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES p ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED)`,
    );
    assert.deepEqual(tables[1]?.foreignKeys, [
      {
        columns: ['a'],
        target: { schema: 'main', name: 'C' },
        targetColumns: [],
        onUpdate: 'NO ACTION',
        onDelete: 'SET NULL',
        deferred: false,
      },
      {
        name: 'fk',
        columns: ['x', 'y'],
        target: { schema: 'main', name: 'p' },
        targetColumns: ['x', 'y'],
        onUpdate: 'CASCADE',
        onDelete: 'NO ACTION',
        deferred: true,
      },
    ]);
    assert.deepEqual(
      tables.map(({ referencedBy }) => referencedBy.map(({ columns }) => columns)),
      [[['x', 'y']], [['a']]],
    );
  });

  it('reads partial and expression indexes and those of constraints', async () => {
    const table = await tableOf(
      'CREATE TABLE t (a UNIQUE, b, c)',
      'CREATE UNIQUE INDEX i ON t (lower(b) DESC, "c", c || \',\') WHERE a IS NOT NULL',
    );
    assert.deepEqual(
      table.indexes.map(({ origin, unique, columns, where }) => ({
        origin,
        unique,
        columns,
        where,
      })),
      [
        {
          origin: 'unique',
          unique: true,
          columns: [{ text: 'a', expression: false, descending: false }],
          where: undefined,
        },
        {
          origin: 'index',
          unique: true,
          columns: [
            { text: 'lower(b)', expression: true, descending: true },
            { text: 'c', expression: false, descending: false },
            { text: "c || ','", expression: true, descending: false },
          ],
          where: 'a IS NOT NULL',
        },
      ],
    );
  });

  it('folds shadow tables into their virtual table', async () => {
    const { tables } = await catalogOf(
      'CREATE TABLE note_extra (x)',
      'CREATE VIRTUAL TABLE note USING FTS5(title, body)',
    );
    assert.deepEqual(
      tables.map(({ name, kind, module, shadowTables }) => [
        name,
        kind,
        module,
        shadowTables.length,
      ]),
      [
        ['note_extra', 'table', undefined, 0],
        ['note', 'virtual', 'fts5', 5],
      ],
    );
  });

  it('reads views and their triggers, and says which view is broken', async () => {
    const catalog = await catalogOf(
      'CREATE TABLE t (a)',
      'CREATE VIEW v (one, two) AS SELECT a, 2 FROM t',
      'CREATE VIEW broken AS SELECT * FROM gone',
      'CREATE TRIGGER vi INSTEAD OF INSERT ON v BEGIN SELECT 1; END',
    );
    const [view] = catalog.views;
    assert.deepEqual(
      view?.columns.map(({ name }) => name),
      ['one', 'two'],
    );
    assert.equal(view?.triggers[0]?.name, 'vi');
    assert.deepEqual(catalog.problems, [
      { schema: 'main', name: 'broken', message: 'no such table: main.gone' },
    ]);
  });

  it('reads attached schemas', async () => {
    const catalog = await catalogOf(
      'CREATE TABLE t (a)',
      `ATTACH ':memory:' AS "other ""db"""`,
      'CREATE TABLE "other ""db""".t (b)',
    );
    assert.deepEqual(
      catalog.tables.map(({ schema, columns }) => [schema, columns[0]?.name]),
      [
        ['main', 'a'],
        ['other "db"', 'b'],
      ],
    );
  });

  it('takes hostile names as names', async () => {
    const name = `a"]'; DROP TABLE t; --%`;
    const table = await tableOf(
      'CREATE TABLE t (a)',
      `CREATE TABLE "${name.replaceAll('"', '""')}" ("${name.replaceAll('"', '""')}" PRIMARY KEY, "check" CHECK (1))`,
    );
    assert.equal(table.name, name);
    assert.deepEqual(table.primaryKey, [name]);
    assert.equal(table.indexes.length, 1);
    assert.equal(table.checks.length, 1);
  });
});

function plain(name: string, type: string) {
  return { name, type, notNull: false, default: null, primaryKey: false, hidden: false };
}
