import type { OpenMode, SqliteConnection, SqliteDriver } from './connection.ts';
import { type Fingerprint, isSameContent, takeFingerprint } from './fingerprint.ts';
import { acquireRead, pause } from './read-lock.ts';
import { resultCodes, SqliteFailure } from './result-codes.ts';
import { copyDatabase, snapshotOf } from './snapshot.ts';

/** What is done with an open connection. It may be done again from the start. */
type Work<T> = (connection: SqliteConnection) => T | Promise<T>;

/** How long reading without locks is tried before reading with one, in milliseconds. */
const optimisticFor = 1500;

/** Work that takes longer is not done under a lock but on a copy, in milliseconds. */
const shortWork = 100;

/**
 * Reads a database without harm to the application that owns it.
 *
 * - Without a -wal file it is read as immutable: no lock is taken and no file made. Then it is
 *   looked at again; where it changed meanwhile, what was read is thrown away and read anew.
 * - With a -wal file and its index it is read like every other reader: that blocks no writer.
 * - With a -wal file without an index (copied, or its program was killed) reading would leave an
 *   index behind: a private copy is read.
 * - A database in rollback mode that is written without pause is read under a lock, for as short a
 *   time as can be: what takes long gets a private copy.
 *
 * The connection is closed at once after `work`: a connection that stays open would keep the
 * application from tidying up its -wal file when it closes, and hold a replaced file.
 */
export async function readSafely<T>(driver: SqliteDriver, path: string, work: Work<T>): Promise<T> {
  const start = performance.now();
  for (;;) {
    const before = takeFingerprint(path);
    if (before.wal?.hasIndex) return readBesideWal(driver, path, before.wal.inode, work);
    if (before.wal) return readShared(driver, snapshotOf(path, before), work);
    const attemptStart = performance.now();
    const outcome = await attempted(() => withConnection(driver, path, 'immutable', work));
    // An error may come from a page that was half written: it counts only if nothing changed.
    if (isSameContent(before, takeFingerprint(path))) return outcome();
    const now = performance.now();
    if (before.journal === 'rollback' && now - attemptStart > shortWork)
      return readCopy(driver, path, before, work);
    if (before.journal === 'rollback' && now - start > optimisticFor)
      return readShared(driver, path, work);
    if (now - start > 10 * optimisticFor) throw changesTooOften();
    pause();
  }
}

function changesTooOften(): SqliteFailure {
  return new SqliteFailure('The database changes too often to be read.', resultCodes.busy);
}

/** Under a reader's lock, so that all that `work` reads is of one moment. */
async function readShared<T>(driver: SqliteDriver, path: string, work: Work<T>): Promise<T> {
  return withConnection(driver, path, 'shared', (connection) => {
    acquireRead(connection);
    return work(connection);
  });
}

async function readCopy<T>(
  driver: SqliteDriver,
  path: string,
  before: Fingerprint,
  work: Work<T>,
): Promise<T> {
  const copy = await readShared(driver, path, () => copyDatabase(path, before));
  return withConnection(driver, copy, 'immutable', work);
}

async function readBesideWal<T>(
  driver: SqliteDriver,
  path: string,
  inode: bigint,
  work: Work<T>,
): Promise<T> {
  try {
    return await readShared(driver, path, work);
  } finally {
    await tidyUp(driver, path, inode);
  }
}

/**
 * Where the application closed just before our opening, its -wal file was removed and ours made a
 * new and empty one. A writable connection that is the last to close removes it, by SQLite's own
 * locks.
 */
async function tidyUp(driver: SqliteDriver, path: string, inode: bigint): Promise<void> {
  const { wal } = takeFingerprint(path);
  if (!wal || wal.size > 0 || wal.inode === inode) return;
  await withConnection(driver, path, 'write', (connection) => {
    connection.query('SELECT count(*) FROM sqlite_schema', []).rows[Symbol.iterator]().next();
  });
}

/** The outcome of the work, a refusal too, to be looked at later. */
async function attempted<T>(work: () => Promise<T>): Promise<() => T> {
  try {
    const value = await work();
    return () => value;
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    return () => {
      throw error;
    };
  }
}

/** Opens, works, closes. */
export async function withConnection<T>(
  driver: SqliteDriver,
  path: string,
  mode: OpenMode,
  work: Work<T>,
): Promise<T> {
  const connection = driver.open(path, mode);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
