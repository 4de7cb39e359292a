import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fingerprint, isSameContent, takeFingerprint } from './fingerprint.ts';

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
 * A private copy of a database and its -wal file, kept while the original does not change; nothing
 * where it changed while it was copied. File systems that can share blocks do (`COPYFILE_FICLONE`).
 */
export function snapshotOf(path: string, fingerprint: Fingerprint): string | undefined {
  const known = snapshots.get(path);
  if (known && isSameContent(known.of, fingerprint)) return join(known.folder, 'copy.db');
  if (known) rmSync(known.folder, { recursive: true, force: true });
  const folder = mkdtempSync(snapshotPrefix(process.pid));
  snapshots.set(path, { of: fingerprint, folder });
  copyFileSync(path, join(folder, 'copy.db'), constants.COPYFILE_FICLONE);
  // The application may have tidied it up by now.
  const isWhole = copyIfThere(`${path}-wal`, join(folder, 'copy.db-wal'));
  if (isWhole && isSameContent(fingerprint, takeFingerprint(path))) return join(folder, 'copy.db');
  snapshots.delete(path);
  rmSync(folder, { recursive: true, force: true });
  return undefined;
}

function copyIfThere(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  return true;
}

/** What can be copied under a lock without holding the application up, in bytes. */
const quickCopy = 64 * 1024 * 1024;

/**
 * A private copy of a database without a -wal file, of which the fingerprint was taken before. The
 * caller holds a lock, which ends with the copying: POSIX drops a process's locks on a file when
 * any of its handles is closed. Throws where it is large and the file system cannot share its blocks.
 */
export function copyDatabase(path: string, fingerprint: Fingerprint): string {
  const known = snapshots.get(path);
  if (known) rmSync(known.folder, { recursive: true, force: true });
  const folder = mkdtempSync(snapshotPrefix(process.pid));
  snapshots.set(path, { of: fingerprint, folder });
  const { COPYFILE_FICLONE, COPYFILE_FICLONE_FORCE } = constants;
  const how = fingerprint.size <= quickCopy ? COPYFILE_FICLONE : COPYFILE_FICLONE_FORCE;
  copyFileSync(path, join(folder, 'copy.db'), how);
  return join(folder, 'copy.db');
}

/** Removes all copies of this process. */
export function removeSnapshots(): void {
  for (const { folder } of snapshots.values()) rmSync(folder, { recursive: true, force: true });
  snapshots.clear();
}
