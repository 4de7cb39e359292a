import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../src/adapters/sqlite/sqlite-database.ts';
import type { Cell } from '../../src/data/value.ts';

interface Writer {
  /** Ends it and gives what it said. */
  stop(): Promise<string>;
}

async function startWriter(
  writers: Set<ChildProcess>,
  file: string,
  mode: string,
  timeout: number,
): Promise<Writer> {
  const program = join(import.meta.dirname, 'writer.ts');
  const child = spawn(process.execPath, [program, file, mode, String(timeout)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  writers.add(child);
  let said = '';
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      resolve();
    });
  });
  return {
    async stop() {
      child.stdin.end();
      await ended;
      return said;
    },
  };
}

const check = {
  sql: `SELECT (SELECT count(*) FROM entries) = (SELECT 2 * n FROM counter),
    (SELECT count(*) FROM (SELECT batch FROM entries GROUP BY batch HAVING count(*) % 2 <> 0)),
    (SELECT n FROM counter)`,
  parameters: [],
};

/** Reads for a while; the newest count of batches that was seen. */
async function readFor(milliseconds: number, database: SqliteDatabase): Promise<number> {
  const end = Date.now() + milliseconds;
  let reads = 0;
  let newest: Cell = null;
  while (Date.now() < end) {
    const { rows } = await database.select(check, { maxRows: 2, cells: 'cut' });
    assert.deepEqual(rows[0]?.slice(0, 2), [{ integer: '1' }, { integer: '0' }], 'a torn page');
    newest = rows[0]?.[2] ?? null;
    await database.select(
      { sql: 'SELECT * FROM entries ORDER BY id DESC LIMIT 100', parameters: [] },
      { maxRows: 100, cells: 'cut' },
    );
    reads++;
  }
  assert.ok(reads > 5, `${reads} reads`);
  return typeof newest === 'object' && newest && 'integer' in newest ? Number(newest.integer) : 0;
}

describe('an application that writes without pause', function () {
  this.timeout(60_000);
  let folder: string;
  let database: SqliteDatabase;
  const writers = new Set<ChildProcess>();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-switch-writer-'));
    database = new SqliteDatabase(join(folder, 'app.db'));
  });
  afterEach(async () => {
    for (const writer of writers) writer.kill('SIGKILL');
    writers.clear();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [mode, timeout] of [
    ['wal', 0],
    ['delete', 1000],
    ['truncate', 1000],
    ['persist', 1000],
  ] as const) {
    it(`is never locked out and never seen half done (${mode})`, async () => {
      const writer = await startWriter(writers, join(folder, 'app.db'), mode, timeout);
      const newest = await readFor(3000, database);
      const said = await writer.stop();
      const wrote = Number(/wrote (\d+)/.exec(said)?.[1]);
      assert.doesNotMatch(said, /failed/);
      assert.ok(newest > 10 && newest <= wrote, `saw ${newest} of ${wrote}`);
      assert.deepEqual(
        readdirSync(folder).filter((name) => /-wal|-shm/.test(name)),
        [],
      );
    });
  }

  it('leaves no files behind when it opens and closes all the time', async () => {
    for (let round = 0; round < 5; round++) {
      const writer = await startWriter(writers, join(folder, 'app.db'), 'wal', 0);
      const reading = readFor(400, database);
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.doesNotMatch(await writer.stop(), /failed/);
      await reading;
    }
  });
});
