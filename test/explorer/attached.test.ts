import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteDatabase } from '../../src/adapters/sqlite/sqlite-database.ts';

describe('files that are attached to a database', function () {
  this.timeout(60_000);
  let folder: string;
  let database: SqliteDatabase;
  const join2 = {
    sql: 'SELECT o.id, p."it\'s" FROM main.orders o JOIN "ar""chive".prices p ON p.id = o.id',
    parameters: [],
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engine-switch-it's-"));
    make(
      'main.db',
      'CREATE TABLE orders (id INTEGER PRIMARY KEY); INSERT INTO orders VALUES (1), (2)',
    );
    make(
      'other.db',
      `CREATE TABLE prices (id INTEGER PRIMARY KEY, "it's" TEXT); INSERT INTO prices VALUES (2, 'two')`,
    );
    database = new SqliteDatabase(join(folder, 'main.db'), () => [
      { schema: 'ar"chive', path: join(folder, 'other.db') },
    ]);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are read with it, in one statement too', async () => {
    const { tables } = await database.catalog();
    assert.deepEqual(
      tables.map(({ schema, name }) => [schema, name]),
      [
        ['main', 'orders'],
        ['ar"chive', 'prices'],
      ],
    );
    const { rows } = await database.select(join2, { maxRows: 9, cells: 'cut' });
    assert.deepEqual(rows, [[{ integer: '2' }, 'two']]);
  });

  it('may be in use by an application, with a log, and leave nothing behind', async () => {
    for (const name of ['main.db', 'other.db']) {
      const application = new DatabaseSync(join(folder, name));
      application.exec('PRAGMA journal_mode = WAL');
      if (name === 'main.db') application.exec('DELETE FROM orders WHERE id = 1');
      else application.exec("UPDATE prices SET \"it's\" = 'zwei'");
      const { rows } = await database.select(join2, { maxRows: 9, cells: 'cut' });
      assert.equal(rows[0]?.[1], name === 'main.db' ? 'two' : 'zwei');
      application.close();
    }
    await database.state();
    assert.deepEqual(readdirSync(folder).sort(), ['main.db', 'other.db']);
  });

  it('tell of their commits', async () => {
    const changed = new Promise<void>((resolve) => {
      const stop = database.onDidChange(() => {
        stop();
        resolve();
      });
    });
    await database.state();
    // What was read is what the watch compares with: this commit cannot slip in between.
    const application = new DatabaseSync(join(folder, 'other.db'));
    application.exec('INSERT INTO prices (id) VALUES (10)');
    application.close();
    await changed;
  });

  it('are written to in the same transaction', async () => {
    const outcome = await database.write([
      { sql: 'INSERT INTO main.orders VALUES (?1)', parameters: [{ integer: '7' }] },
      {
        sql: 'INSERT INTO "ar""chive".prices VALUES (?1, ?2)',
        parameters: [{ integer: '7' }, 'x'],
      },
    ]);
    assert.deepEqual(outcome, { kind: 'written', changes: 2 });
    const { rows } = await database.select(join2, { maxRows: 9, cells: 'cut' });
    assert.equal(rows.length, 2);
  });

  function make(name: string, sql: string): void {
    const made = new DatabaseSync(join(folder, name));
    made.exec(sql);
    made.close();
  }
});
