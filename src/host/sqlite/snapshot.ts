import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fingerprint, isSameContent, takeFingerprint } from './fingerprint.ts';
import { resultCodes, SqliteFailure } from './result-codes.ts';

interface Snapshot {
  readonly of: Fingerprint;
  readonly folder: string;
}

/** The copies that this process has made, by the original's path. */
const snapshots = new Map<string, Snapshot>();

/** Where copies are, so that whoever ends this process can remove them. */
export function snapshotPrefix(pid: number): string {
  return join(tmpdir(), `engine-switch-${pid}-`);
}

/**
 * A private copy of a database and its -wal file, kept while the original does not change. File
 * systems that can share blocks do (`COPYFILE_FICLONE`).
 */
export function snapshotOf(path: string, fingerprint: Fingerprint): string {
  const known = snapshots.get(path);
  if (known && isSameContent(known.of, fingerprint)) return join(known.folder, 'copy.db');
  if (known) rmSync(known.folder, { recursive: true, force: true });
  const folder = mkdtempSync(snapshotPrefix(process.pid));
  snapshots.set(path, { of: fingerprint, folder });
  copyFileSync(path, join(folder, 'copy.db'), constants.COPYFILE_FICLONE);
  copyFileSync(`${path}-wal`, join(folder, 'copy.db-wal'), constants.COPYFILE_FICLONE);
  if (!isSameContent(fingerprint, takeFingerprint(path))) {
    snapshots.delete(path);
    rmSync(folder, { recursive: true, force: true });
    throw new SqliteFailure('The database changed while it was copied.', resultCodes.busy);
  }
  return join(folder, 'copy.db');
}

/**
 * A private copy of a database without a -wal file, of which the fingerprint was taken before. The
 * caller holds a lock, which ends with the copying: POSIX drops a process's locks on a file when
 * any of its handles is closed.
 */
export function copyDatabase(path: string, fingerprint: Fingerprint): string {
  const known = snapshots.get(path);
  if (known) rmSync(known.folder, { recursive: true, force: true });
  const folder = mkdtempSync(snapshotPrefix(process.pid));
  snapshots.set(path, { of: fingerprint, folder });
  copyFileSync(path, join(folder, 'copy.db'), constants.COPYFILE_FICLONE);
  return join(folder, 'copy.db');
}

/** Removes all copies of this process. */
export function removeSnapshots(): void {
  for (const { folder } of snapshots.values()) rmSync(folder, { recursive: true, force: true });
  snapshots.clear();
}
