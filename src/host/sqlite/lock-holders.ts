import { readFileSync, statSync } from 'node:fs';

/** A program that holds a lock on a database. */
export interface LockHolder {
  readonly pid: number;
  readonly program: string;
  /** It keeps others from writing, or from reading too. */
  readonly writes: boolean;
}

/** The first of the bytes that SQLite locks in the file. https://sqlite.org/src/file?name=src/os.h */
const pendingByte = 0x40000000;

/** The byte of the -shm file that whoever writes to the log locks. https://sqlite.org/walformat.html */
const walWriteByte = 120;

/**
 * The programs that have a database open or write to it, as far as the system tells: Linux lists the
 * locks of all processes, others nobody's but one's own. This process is not among them.
 */
export function lockHolders(path: string): readonly LockHolder[] {
  const locks = systemLocks();
  const found = new Map<number, LockHolder>();
  for (const [file, isWriting] of [
    [path, writesToFile],
    [`${path}-shm`, writesToLog],
  ] as const) {
    const id = fileId(file);
    for (const lock of locks) {
      if (lock.file !== id || lock.pid === process.pid || lock.pid <= 0) continue;
      const writes = isWriting(lock) || found.get(lock.pid)?.writes === true;
      found.set(lock.pid, { pid: lock.pid, program: programOf(lock.pid), writes });
    }
  }
  return [...found.values()];
}

interface SystemLock {
  readonly pid: number;
  /** Device and inode. */
  readonly file: string;
  readonly exclusive: boolean;
  readonly start: number;
}

function writesToFile({ exclusive, start }: SystemLock): boolean {
  return exclusive && start >= pendingByte;
}

function writesToLog({ exclusive, start }: SystemLock): boolean {
  return exclusive && start === walWriteByte;
}

/** A line is `1: POSIX ADVISORY WRITE 4242 08:02:12345 1073741825 1073741825`. man 5 proc_locks */
function systemLocks(): readonly SystemLock[] {
  const line =
    /^\d+: (?:POSIX|OFDLCK)\s+\w+\s+(READ|WRITE)\s+(-?\d+)\s+([0-9a-f]+:[0-9a-f]+:\d+)\s+(\d+)\s/gm;
  return [...readText('/proc/locks').matchAll(line)].map(
    ([, kind, pid, file = '', start]): SystemLock => ({
      pid: Number(pid),
      file,
      exclusive: kind === 'WRITE',
      start: Number(start),
    }),
  );
}

/** Device and inode as the list of locks writes them; nothing where there is no such file. */
function fileId(path: string): string | undefined {
  const entry = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!entry) return undefined;
  const { dev, ino } = entry;
  const major = (dev >> 8n) & 0xfffn;
  const minor = (dev & 0xffn) | ((dev >> 12n) & 0xfff00n);
  const hex = (number: bigint) => number.toString(16).padStart(2, '0');
  return `${hex(major)}:${hex(minor)}:${ino}`;
}

function programOf(pid: number): string {
  return readText(`/proc/${pid}/comm`).trim();
}

/** Empty where the system has no such file, or does not let us read it. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
