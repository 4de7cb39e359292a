import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteDatabase } from '../../src/adapters/sqlite/sqlite-database.ts';

/** A program that does something to a database and then waits for its input to end. */
const program = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
database.exec(process.argv[2]);
console.log('ready');
process.stdin.on('end', () => process.exit()).resume();
`;

describe('a database that another program has open', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  let database: SqliteDatabase;
  let other: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-switch-locks-'));
    file = join(folder, 'app.db');
    const made = new DatabaseSync(file);
    made.exec(`CREATE TABLE t (x TEXT);
      WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO t SELECT hex(randomblob(200)) FROM n`);
    made.close();
    database = new SqliteDatabase(file);
  });
  afterEach(async () => {
    other?.kill('SIGKILL');
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is locked while that is in the middle of writing, and says by whom where the system tells', async () => {
    // So small a cache that it has to write before it commits.
    await start('PRAGMA cache_size = 1; BEGIN EXCLUSIVE; UPDATE t SET x = upper(x) || 1');
    const { problem } = await database.state();
    assert.equal(problem?.kind, 'locked');
    const named = process.platform === 'linux';
    const whom = named ? `process ${other?.pid}` : 'Another program';
    assert.match(problem?.message ?? '', new RegExp(`${whom}.* lock on the database`));
    other?.stdin?.end();
    await once(other ?? assert.fail(), 'exit');
    const answer = await database.state();
    // It left a journal that only a program that may write can take back.
    assert.equal(answer.problem?.kind, 'unreadable');
    assert.match(answer.problem?.message ?? '', /ended in the middle/);
  });

  it('can be read while that only holds it open', async () => {
    await start('PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; DELETE FROM t WHERE rowid = 1');
    const state = await database.state();
    assert.equal(state.problem, undefined);
    assert.equal(state.journal, 'wal');
    if (process.platform === 'linux') {
      assert.match(state.openIn?.join() ?? '', new RegExp(`process ${other?.pid}`));
    }
  });

  async function start(sql: string): Promise<void> {
    const child = spawn(process.execPath, ['-e', program, file, sql], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    other = child;
    await once(child.stdout, 'data');
  }
});
