import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { readSqliteCatalog } from '../../../src/catalog/sqlite/read.ts';
import { facetColumns, facetColumnsStatement } from '../../../src/data/facet-columns.ts';
import { tableSource, viewSource } from '../../../src/data/source.ts';

describe('suggested facets', () => {
  it('are columns with few and short values, each many times', async () => {
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE TABLE t (id INTEGER PRIMARY KEY, kind TEXT, "odd ""name" INTEGER, name TEXT,
        note TEXT, photo BLOB, always TEXT);
      CREATE VIEW v AS SELECT * FROM t;
      WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
      INSERT INTO t SELECT i, 'kind ' || (i % 3), i % 2, 'name ' || i, hex(zeroblob(50 + i % 2)), x'00', 'x' FROM n`);
    const query = async (sql: string, parameters: readonly (string | number)[] = []) =>
      database.prepare(sql).all(...parameters);
    const { tables, views } = await readSqliteCatalog(
      query as Parameters<typeof readSqliteCatalog>[0],
    );
    const [table] = tables;
    const [view] = views;
    assert.ok(table && view);
    const asked = facetColumnsStatement(tableSource('sqlite', table)) ?? assert.fail();
    const counts = Object.values(database.prepare(asked.statement.sql).get() ?? {}).map(Number);
    assert.deepEqual(facetColumns(asked.columns, counts), [
      { column: 1, values: 3 },
      { column: 2, values: 2 },
    ]);
    assert.equal(facetColumnsStatement(viewSource('sqlite', view)), undefined);
    database.close();
  });
});
