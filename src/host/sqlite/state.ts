import { accessSync, constants } from 'node:fs';
import type { DatabaseProblem, DatabaseState } from '../../data/database.ts';
import { type DatabaseFiles, readSafely } from './access.ts';
import type { SqliteDriver } from './connection.ts';
import { takeFingerprint } from './fingerprint.ts';
import { type LockHolder, lockHolders } from './lock-holders.ts';
import { resultCodes, SqliteFailure } from './result-codes.ts';

/** The state of a file; whatever is wrong with it is in the result. */
export async function readState(
  driver: SqliteDriver,
  files: DatabaseFiles,
): Promise<DatabaseState> {
  const { path } = files;
  const holders = lockHolders(path);
  try {
    const { size, journal } = takeFingerprint(path);
    await readSafely(driver, files, (connection) => {
      const { rows } = connection.query('SELECT count(*) FROM sqlite_schema', []);
      for (const _ of rows) return;
    });
    const { limitation } = driver;
    return {
      size,
      journal,
      readOnly: !isWritable(path),
      openIn: holders.map(holderName),
      ...(limitation && { limitation }),
    };
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    const readOnly = !isWritable(path);
    return { readOnly, openIn: holders.map(holderName), problem: problemOf(error, holders) };
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** `python3 (process 4242)` */
function holderName({ program, pid }: LockHolder): string {
  return program ? `${program} (process ${pid})` : `process ${pid}`;
}

/** Who keeps others out, where the system tells. */
function locked(holders: readonly LockHolder[]): string {
  const names = holders.filter(({ writes }) => writes).map(holderName);
  if (names.length === 0) return 'Another program holds a lock on the database.';
  return `${names.join(' and ')} ${names.length === 1 ? 'holds' : 'hold'} a lock on the database.`;
}

/** What a failure means for the database as a whole. */
export function problemOf(
  { code, message }: SqliteFailure,
  holders: readonly LockHolder[],
): DatabaseProblem {
  switch (code) {
    case resultCodes.busy:
    case resultCodes.locked:
      return { kind: 'locked', message: locked(holders) };
    case resultCodes.notADatabase:
      return {
        kind: 'not-a-database',
        message: 'The file is encrypted or is not a SQLite database.',
      };
    case resultCodes.corrupt:
      return { kind: 'corrupt', message: `The database is damaged: ${message}.` };
    case resultCodes.readOnly:
      return {
        kind: 'unreadable',
        message:
          'The last program that wrote to the database ended in the middle of it. Start your application once: it completes or takes back that write.',
      };
    default:
      return { kind: 'unreadable', message };
  }
}
