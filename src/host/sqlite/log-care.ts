import type { SqliteDriver } from './connection.ts';
import { takeFingerprint } from './fingerprint.ts';
import { lockHolders } from './lock-holders.ts';
import { SqliteFailure } from './result-codes.ts';

/** The -wal files that an application was seen to work with, by database; each by its inode. */
const inUse = new Map<string, bigint>();

/**
 * Removes a -wal file that would not be there without us. Call it with no connection open.
 *
 * - An application that closes while we read leaves its file to us, who read only and may not remove
 *   it. It is not told from one that was killed meanwhile: there the next start would do the same.
 * - Where it closed just before our opening, we made a new and empty one.
 *
 * A writable connection that is the last to close removes it, by SQLite's own locks; what is in it is
 * in the database then. What was there before anybody was seen to use it stays: our opening made its
 * index anew, in which nobody has committed.
 */
export function tidyLog(driver: SqliteDriver, path: string): void {
  const { wal } = takeFingerprint(path);
  if (!wal) inUse.delete(path);
  else {
    if (wal.indexCommitted || wal.size === 0) inUse.set(path, wal.inode);
    const isLeft = inUse.get(path) === wal.inode && lockHolders(path).length === 0;
    if (isLeft) closeAsLast(driver, path);
  }
}

/** Whether a -wal file may have to be removed when its application has closed. */
export function caresForLog(path: string): boolean {
  return inUse.has(path);
}

function closeAsLast(driver: SqliteDriver, path: string): void {
  const connection = driver.open(path, 'write');
  try {
    for (const _ of connection.query('SELECT count(*) FROM sqlite_schema', []).rows) break;
  } catch (error) {
    // Somebody has it locked, or we may not write: what was read stands all the same.
    if (!(error instanceof SqliteFailure)) throw error;
  } finally {
    connection.close();
  }
}
