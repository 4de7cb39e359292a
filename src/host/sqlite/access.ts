import type { HostCall } from '../protocol.ts';
import { type AttachedReading, attachedReading, tidyAttached } from './attached.ts';
import type { OpenMode, SqliteConnection, SqliteDriver } from './connection.ts';
import { type Fingerprint, isSameContent, takeFingerprint } from './fingerprint.ts';
import { tidyLog } from './log-care.ts';
import { acquireRead, pause } from './read-lock.ts';
import { resultCodes, SqliteFailure } from './result-codes.ts';
import { copyDatabase, snapshotOf } from './snapshot.ts';

/** A database as a request names it. */
export type DatabaseFiles = Pick<HostCall, 'path' | 'attached'>;

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
export async function readSafely<T>(
  driver: SqliteDriver,
  { path, attached }: DatabaseFiles,
  work: Work<T>,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    const others = attachedReading(attached);
    const before = takeFingerprint(path);
    const attempt =
      others && (await attemptOf(driver, path, { before, start }, attaching(others, work)));
    tidyAttached(driver, attached);
    if (attempt && others.every(({ isUnchanged }) => isUnchanged())) return attempt();
    if (performance.now() - start > 10 * optimisticFor) throw changesTooOften();
    pause();
  }
}

function attemptOf<T>(
  driver: SqliteDriver,
  path: string,
  { before, start }: { readonly before: Fingerprint; readonly start: number },
  work: Work<T>,
): Promise<Attempt<T>> {
  return before.wal
    ? readLog(driver, path, before, work)
    : readWithoutLog(driver, path, { before, start }, work);
}

/** The work on a connection to which the others are attached. */
function attaching<T>(others: readonly AttachedReading[], work: Work<T>): Work<T> {
  return (connection) => {
    for (const { sql } of others) connection.execute(sql);
    return work(connection);
  };
}

/** What an attempt gave: a value, or a refusal that is thrown; nothing where it has to be made again. */
type Attempt<T> = (() => T) | undefined;

async function readLog<T>(
  driver: SqliteDriver,
  path: string,
  before: Fingerprint,
  work: Work<T>,
): Promise<Attempt<T>> {
  const { wal } = before;
  if (wal?.hasIndex) return attempted(() => readBesideWal(driver, path, work));
  const copy = snapshotOf(path, before);
  return copy === undefined ? undefined : attempted(() => readShared(driver, copy, work));
}

async function readWithoutLog<T>(
  driver: SqliteDriver,
  path: string,
  { before, start }: { readonly before: Fingerprint; readonly start: number },
  work: Work<T>,
): Promise<Attempt<T>> {
  const attemptStart = performance.now();
  const outcome = await attempted(() => withConnection(driver, path, 'immutable', work));
  // An error may come from a page that was half written: it counts only if nothing changed.
  if (isSameContent(before, takeFingerprint(path))) return outcome;
  const way = before.journal === 'rollback' && lockedWay({ start, attemptStart });
  if (way === 'copy') return attempted(() => readCopy(driver, path, before, work));
  return way === 'in-place' ? attempted(() => readShared(driver, path, work)) : undefined;
}

/** How to read under a lock, once it is time for that. */
function lockedWay(times: {
  readonly start: number;
  readonly attemptStart: number;
}): 'copy' | 'in-place' | undefined {
  const now = performance.now();
  if (now - times.attemptStart > shortWork) return 'copy';
  return now - times.start > optimisticFor ? 'in-place' : undefined;
}

function changesTooOften(cause?: unknown): SqliteFailure {
  const message = 'The database changes too often to be read without holding up who writes to it.';
  return new SqliteFailure(message, resultCodes.busy, cause);
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
  const copy = await readShared(driver, path, () => copyUnderLock(path, before));
  return withConnection(driver, copy, 'immutable', work);
}

function copyUnderLock(path: string, before: Fingerprint): string {
  try {
    return copyDatabase(path, before);
  } catch (error) {
    throw changesTooOften(error);
  }
}

async function readBesideWal<T>(driver: SqliteDriver, path: string, work: Work<T>): Promise<T> {
  try {
    return await readShared(driver, path, work);
  } finally {
    tidyLog(driver, path);
  }
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
