import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { readSqliteCatalog } from '../../../src/catalog/sqlite/read.ts';
import { type Edit, saveStatements, statementText, valueOfEntry } from '../../../src/data/edits.ts';
import { tableSource } from '../../../src/data/source.ts';
import { driverValue, type Value } from '../../../src/data/value.ts';
import { sqliteQuery } from '../../support/sqlite-query.ts';

describe('saveStatements', () => {
  const original: Value[] = ['k', null, { real: '1.5' }];
  const update = (column: number, value: Value): Edit => ({
    kind: 'update',
    key: ['k'],
    column,
    value,
    original,
  });

  async function opened() {
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE TABLE t (id TEXT PRIMARY KEY, a, b REAL, c AS (a || 'x')) WITHOUT ROWID;
      INSERT INTO t VALUES ('k', NULL, 1.5)`);
    const { tables } = await readSqliteCatalog(sqliteQuery(database));
    assert.ok(tables[0]);
    const source = tableSource('sqlite', tables[0]);
    const save = (edits: readonly Edit[]) =>
      saveStatements(source, edits).map(({ sql, parameters }) => {
        const values = Array.isArray(parameters) ? parameters.map(driverValue) : [];
        return Number(database.prepare(sql).run(...values).changes);
      });
    const rows = () =>
      database
        .prepare('SELECT id, a, b FROM t')
        .all()
        .map((row) => ({ ...row }));
    return { database, source, save, rows };
  }

  it('makes one statement of all edits of a row', async () => {
    const { save, rows } = await opened();
    assert.deepEqual(save([update(1, 'x'), update(1, "y'"), update(2, null)]), [1]);
    assert.deepEqual(rows(), [{ id: 'k', a: "y'", b: null }]);
  });

  it('meets nothing where the row has changed', async () => {
    const { database, save, rows } = await opened();
    database.exec("UPDATE t SET a = 'theirs'");
    assert.deepEqual(save([update(2, { real: '2.0' })]), [0]);
    assert.deepEqual(save([{ kind: 'delete', key: ['k'], original }]), [0]);
    assert.deepEqual(rows(), [{ id: 'k', a: 'theirs', b: 1.5 }]);
  });

  it('deletes a row that was edited before, and adds new ones', async () => {
    const { save, rows } = await opened();
    const edits: Edit[] = [
      update(1, 'x'),
      { kind: 'delete', key: ['k'], original },
      { kind: 'insert', number: 1 },
      { kind: 'fill', number: 1, column: 0, value: 'new' },
    ];
    assert.deepEqual(save(edits), [1, 1]);
    assert.deepEqual(rows(), [{ id: 'new', a: null, b: null }]);
  });

  it('is shown as SQL with its values', async () => {
    const { source } = await opened();
    const [statement] = saveStatements(source, [update(1, "it's")]);
    assert.ok(statement);
    assert.equal(
      statementText(statement),
      `UPDATE "main"."t" SET "a" = 'it''s' WHERE "id" IS 'k' AND "id" IS 'k' AND "a" IS NULL AND "b" IS 1.5;`,
    );
  });

  it('reads what is typed into a cell', () => {
    assert.equal(valueOfEntry('null', 'TEXT'), null);
    assert.equal(valueOfEntry("'null'", 'TEXT'), 'null');
    assert.equal(valueOfEntry('007', 'TEXT'), '007');
    assert.deepEqual(valueOfEntry('007', 'INTEGER'), { integer: '7' });
    assert.deepEqual(valueOfEntry("x'00FF'", ''), { blob: '00ff' });
  });
});
