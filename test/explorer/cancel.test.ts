import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteDatabase } from '../../src/adapters/sqlite/sqlite-database.ts';

const endless = {
  sql: 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c',
  parameters: [],
};
const options = { maxRows: 1, cells: 'cut' } as const;

describe('what nobody waits for any more', function () {
  this.timeout(60_000);
  let folder: string;
  let database: SqliteDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-switch-cancel-'));
    const made = new DatabaseSync(join(folder, 'app.db'));
    made.exec('CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)');
    made.close();
    database = new SqliteDatabase(join(folder, 'app.db'));
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('does not hold up what comes after it', async () => {
    // The process runs before it is given something that does not end.
    await database.state();
    const sorting = new AbortController();
    const page = database.select(endless, options, sorting.signal);
    const count = database.select({ sql: 'SELECT count(*) FROM t', parameters: [] }, options);
    const catalog = database.catalog();
    setTimeout(() => sorting.abort(), 300);
    await assert.rejects(page, { name: 'AbortError' });
    assert.deepEqual((await count).rows, [[{ integer: '2' }]]);
    assert.equal((await catalog).tables.length, 1);
  });

  it('is not begun where it is given up before', async () => {
    await assert.rejects(database.select(endless, options, AbortSignal.abort()), {
      name: 'AbortError',
    });
    assert.equal((await database.catalog()).tables.length, 1);
  });

  it('is taken out of the queue', async () => {
    await database.state();
    const first = new AbortController();
    const second = new AbortController();
    const one = database.select(endless, options, first.signal);
    const other = database.select(endless, options, second.signal);
    second.abort();
    await assert.rejects(other, { name: 'AbortError' });
    first.abort();
    await assert.rejects(one, { name: 'AbortError' });
    assert.equal((await database.catalog()).tables.length, 1);
  });
});
