import { existsSync, readFileSync, statSync } from 'node:fs';
import { resultCodes, SqliteFailure } from './result-codes.ts';
import { overlayWal } from './wal-overlay.ts';

/** The whole file is held in memory, about twice. */
const largestFile = 200 * 1024 * 1024;

/**
 * The bytes of a database with the committed content of its -wal file laid over it, for an engine in
 * memory. Throws SqliteFailure where it is too large for that.
 */
export function readImage(path: string): Uint8Array<ArrayBuffer> {
  const walPath = `${path}-wal`;
  const wal = existsSync(walPath) ? readFileSync(walPath) : new Uint8Array();
  if (statSync(path).size + wal.length > largestFile) {
    throw new SqliteFailure('The file is larger than 200 MB.', resultCodes.cannotOpen);
  }
  return overlayWal(readFileSync(path), wal);
}
