import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { resultCodes, SqliteFailure } from './result-codes.ts';

/**
 * What can be told of a database from outside, without a lock. Two equal fingerprints mean that
 * nothing was committed in between. Taken while this process has no connection: closing a second
 * handle of a file would drop the locks of the first (POSIX).
 */
export interface Fingerprint {
  /** What changes when the file's content does. */
  readonly main: string;
  readonly size: number;
  /** The header's journal mode. */
  readonly journal: 'wal' | 'rollback';
  /** A -wal file: its size and time, and the shared index that each commit changes. */
  readonly wal?: {
    readonly mark: string;
    readonly inode: bigint;
    readonly size: number;
    readonly hasIndex: boolean;
    /** Whether somebody has committed since the index was made. */
    readonly indexCommitted: boolean;
  };
  /** The database may be half written now, or its program ended in the middle of that. */
  readonly writing: boolean;
}

/** https://sqlite.org/fileformat2.html#the_database_header */
const header = {
  length: 100,
  magic: 'SQLite format 3\0',
  readVersion: 19,
  changeCounter: 24,
} as const;

/** https://sqlite.org/fileformat2.html#the_rollback_journal */
const journalMagic = 'd9d505f920a163d7';

/** The shared index's header, twice: it names the last committed frame. */
const indexHeaderLength = 96;

/** Where the index counts commits; it begins anew when the first that opens it makes it anew. https://sqlite.org/walformat.html#the_wal_index_header */
const indexChanges = [8, 12] as const;

/** Takes the fingerprint; throws SqliteFailure where there is no database to read. */
export function takeFingerprint(path: string): Fingerprint {
  const main = readHead(path, header.length);
  if (!main) throw new SqliteFailure('There is no such file.', resultCodes.cannotOpen);
  const magic = main.head.subarray(0, header.magic.length).toString('latin1');
  if (main.size > 0 && magic !== header.magic) {
    throw new SqliteFailure('file is not a database', resultCodes.notADatabase);
  }
  const wal = readHead(`${path}-wal`, 32);
  const index = wal && readHead(`${path}-shm`, indexHeaderLength);
  const counter = main.head.subarray(header.changeCounter, header.changeCounter + 4);
  return {
    main: `${main.mark}:${counter.toString('hex')}`,
    size: main.size + (wal?.size ?? 0),
    journal: main.head[header.readVersion] === 2 ? 'wal' : 'rollback',
    ...(wal && {
      wal: {
        mark: `${wal.mark}:${wal.head.toString('hex')}:${index?.head.toString('hex') ?? ''}`,
        inode: wal.inode,
        size: wal.size,
        hasIndex: index !== undefined,
        indexCommitted: index?.head.subarray(...indexChanges).some((byte) => byte !== 0) ?? false,
      },
    }),
    writing: isJournalInUse(path),
  };
}

/** Whether both were taken of the same content, and none while it was written. */
export function isSameContent(before: Fingerprint, after: Fingerprint): boolean {
  return (
    before.main === after.main &&
    before.wal?.mark === after.wal?.mark &&
    !before.writing &&
    !after.writing
  );
}

/**
 * SQLite writes the journal's magic last before it writes to the database, and removes, empties or
 * zeroes it after: in between the database may be half written. While the magic is missing it is
 * not, whatever locks there are.
 */
function isJournalInUse(path: string): boolean {
  return readHead(`${path}-journal`, 8)?.head.toString('hex') === journalMagic;
}

interface Head {
  readonly head: Buffer;
  readonly inode: bigint;
  readonly size: number;
  readonly mark: string;
}

/** The first bytes of a file and what its entry says; nothing where there is no such file. */
function readHead(path: string, length: number): Head | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    // Gone since; or it cannot be read, which opening it as a database will say better.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new SqliteFailure('The file cannot be read.', resultCodes.cannotOpen, error);
  }
  try {
    const { ino, size, mtimeNs } = fstatSync(handle, { bigint: true });
    const head = Buffer.alloc(length);
    const count = readSync(handle, head, 0, length, 0);
    const mark = `${ino}:${size}:${mtimeNs}`;
    return { head: head.subarray(0, count), inode: ino, size: Number(size), mark };
  } finally {
    closeSync(handle);
  }
}
