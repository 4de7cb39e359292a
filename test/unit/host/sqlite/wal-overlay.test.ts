import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import initSqlJs, { type SqlJsStatic } from 'sql.js';
import { overlayWal } from '../../../../src/host/sqlite/wal-overlay.ts';

describe('overlayWal', () => {
  let folder: string;
  let sql: SqlJsStatic;

  before(async () => {
    sql = await initSqlJs();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-switch-wal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A database with committed and uncommitted content in its log. */
  function written() {
    const path = join(folder, 'a.db');
    const database = new DatabaseSync(path);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA cache_size = 5; CREATE TABLE t (a, b)');
    database.exec("INSERT INTO t VALUES (1, 'one')");
    const insert = database.prepare('INSERT INTO t VALUES (?, ?)');
    database.exec('BEGIN');
    for (let at = 2; at <= 500; at++) insert.run(at, 'x'.repeat(200));
    database.exec('COMMIT; BEGIN; DELETE FROM t');
    const image = readFileSync(path);
    const wal = readFileSync(`${path}-wal`);
    database.exec('ROLLBACK');
    database.close();
    return { image, wal };
  }

  function count(bytes: Uint8Array): unknown {
    const database = new sql.Database(bytes);
    const [result] = database.exec('SELECT count(*) FROM t');
    database.close();
    return result?.values[0]?.[0];
  }

  it('shows what is committed and nothing else', () => {
    const { image, wal } = written();
    assert.equal(count(overlayWal(image, wal)), 500);
  });

  it('stops at the first frame that is damaged', () => {
    const { image, wal } = written();
    const damaged = Buffer.from(wal);
    // The last page of the big transaction: without its commit, the whole of it does not count.
    damaged[32 + (24 + 4096) * 3 + 100] = (damaged[32 + (24 + 4096) * 3 + 100] ?? 0) ^ 1;
    assert.equal(count(overlayWal(image, damaged)), 1);
  });

  it('leaves an image as it is where the log has nothing', () => {
    const { image, wal } = written();
    assert.equal(overlayWal(image, new Uint8Array()).length, image.length);
    assert.equal(overlayWal(image, wal.subarray(0, 40)).length, image.length);
  });
});
