import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { readSqliteCatalog } from '../../../src/catalog/sqlite/read.ts';
import { layOut } from '../../../src/data/diagram.ts';
import { mermaidText } from '../../../src/data/mermaid.ts';
import { random } from '../../support/random.ts';
import { sqliteQuery } from '../../support/sqlite-query.ts';

async function catalogOf(sql: string) {
  const database = new DatabaseSync(':memory:');
  database.exec(sql);
  const catalog = await readSqliteCatalog(sqliteQuery(database));
  database.close();
  return catalog;
}

describe('layOut', () => {
  it('puts tables to the right of those that they refer to', async () => {
    const diagram = layOut(
      await catalogOf(`CREATE TABLE a (id INTEGER PRIMARY KEY, self INT REFERENCES a);
        CREATE TABLE b (id INT, a INT REFERENCES A); CREATE TABLE c (b INT REFERENCES b, gone INT REFERENCES gone)`),
    );
    const x = (name: string) => diagram.boxes.find((box) => box.name === name)?.x ?? -1;
    assert.ok(x('a') < x('b') && x('b') < x('c'));
    assert.equal(diagram.lines.length, 3);
  });

  for (const seed of [1, 2, 3]) {
    it(`lets no two tables overlap, circles included (seed ${seed})`, async () => {
      const next = random(seed);
      const tables = Array.from({ length: 60 }, (_, at) => {
        const target = Math.floor(next() * 60);
        return `CREATE TABLE t${at} (id INTEGER PRIMARY KEY, r INT REFERENCES t${target})`;
      });
      const { boxes, width, height } = layOut(await catalogOf(tables.join(';')));
      assert.equal(boxes.length, 60);
      for (const one of boxes) {
        assert.ok(one.x + one.width <= width && one.y + one.height <= height);
        for (const other of boxes.filter(({ id }) => id !== one.id)) {
          const apartX = one.x + one.width <= other.x || other.x + other.width <= one.x;
          const apartY = one.y + one.height <= other.y || other.y + other.height <= one.y;
          assert.ok(apartX || apartY, `${one.name} and ${other.name}`);
        }
      }
    });
  }

  it('has a form in text', async () => {
    const text = mermaidText(
      await catalogOf(
        'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE "b c" ("a id" INT NOT NULL REFERENCES a)',
      ),
    );
    assert.equal(
      text,
      'erDiagram\n  "a" {\n    INTEGER id PK\n  }\n  "b c" {\n    INT a_id FK\n  }\n  "a" ||--o{ "b c" : "a id"\n',
    );
  });
});
