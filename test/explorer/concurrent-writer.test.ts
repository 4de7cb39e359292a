import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../src/adapters/sqlite/sqlite-database.ts';

interface Writer {
  /** Ends it and gives what it said. */
  stop(): Promise<string>;
  readonly ended: Promise<void>;
  readonly said: () => string;
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
    ended,
    said: () => said,
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

/** How often it is read, and how many batches the writer has to add meanwhile. */
const enough = { reads: 15, batches: 40 } as const;

/** One look at the whole and one at the last rows; the number of batches that it saw. */
async function readOnce(database: SqliteDatabase): Promise<number> {
  const { rows } = await database.select(check, { maxRows: 2, cells: 'cut' });
  assert.deepEqual(rows[0]?.slice(0, 2), [{ integer: '1' }, { integer: '0' }], 'a torn page');
  await database.select(
    { sql: 'SELECT * FROM entries ORDER BY id DESC LIMIT 100', parameters: [] },
    { maxRows: 100, cells: 'cut' },
  );
  const newest = rows[0]?.[2] ?? null;
  return typeof newest === 'object' && newest && 'integer' in newest ? Number(newest.integer) : 0;
}

/** Reads until both have done enough; the newest number of batches that was seen. */
async function readWhileWritten(database: SqliteDatabase): Promise<number> {
  const first = await readOnce(database);
  let newest = first;
  for (let reads = 1; reads < enough.reads || newest < first + enough.batches; reads++) {
    newest = await readOnce(database);
  }
  return newest;
}

describe('an application that writes without pause', function () {
  this.timeout(180_000);
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
    // What Python's sqlite3, Django and better-sqlite3 wait by default.
    ['delete', 5000],
    ['truncate', 5000],
    ['persist', 5000],
  ] as const) {
    it(`is never locked out and never seen half done (${mode})`, async () => {
      const writer = await startWriter(writers, join(folder, 'app.db'), mode, timeout);
      const newest = await readWhileWritten(database);
      const said = await writer.stop();
      const wrote = Number(/wrote (\d+)/.exec(said)?.[1]);
      assert.doesNotMatch(said, /failed/);
      assert.ok(newest <= wrote, `saw ${newest} of ${wrote}`);
      assert.deepEqual(logs(), []);
    });
  }

  it('leaves no files behind when it opens and closes all the time', async () => {
    let writer = await startWriter(writers, join(folder, 'app.db'), 'wal', 5000);
    let open = true;
    const reading = (async () => {
      while (open) await readOnce(database);
    })();
    for (let round = 0, total = 0; round < 5; round++) {
      total = await seen(total + 10, writer);
      assert.doesNotMatch(await writer.stop(), /failed/);
      writer = await startWriter(writers, join(folder, 'app.db'), 'wal', 5000);
    }
    await writer.stop();
    open = false;
    await reading;
    // As the view does: it looks every second.
    const stop = database.onDidChange(() => undefined);
    while (logs().length > 0) await readOnce(database);
    stop();
  });

  it('leaves what a program that was killed has left', async () => {
    const writer = await startWriter(writers, join(folder, 'app.db'), 'wal', 0);
    for (const child of writers) child.kill('SIGKILL');
    await writer.ended;
    const before = logs();
    const image = readFileSync(join(folder, 'app.db'));
    assert.deepEqual(before, ['app.db-shm', 'app.db-wal']);
    for (let reads = 0; reads < 3; reads++) await readOnce(database);
    assert.deepEqual(logs(), before);
    assert.deepEqual(readFileSync(join(folder, 'app.db')), image);
  });

  /** Reads until the writer has added this many batches. */
  async function seen(batches: number, writer: Writer): Promise<number> {
    for (;;) {
      const count = await readOnce(database);
      assert.doesNotMatch(writer.said(), /failed/);
      if (count >= batches) return count;
    }
  }

  function logs(): readonly string[] {
    return readdirSync(folder).filter((name) => /-wal|-shm/.test(name));
  }
});
