import { primaryCodeName, resultCodeName } from '../sqlite/result-codes.ts';

/** Which driver's habits applications expect: what `error.code` and results look like. */
export type DriverHabits = 'better-sqlite3' | 'sqlite3';

/** A failure of SQLite, with the numeric code that drivers turn into their own. */
export class SqliteError extends Error {
  /** better-sqlite3 gives the extended code's name, sqlite3 the primary one's. */
  code: string;
  readonly errno: number;
  constructor(message: string, resultCode: number, habits: DriverHabits = 'better-sqlite3') {
    super(habits === 'sqlite3' ? `${primaryCodeName(resultCode)}: ${message}` : message);
    this.name = 'SqliteError';
    this.errno = habits === 'sqlite3' ? resultCode & 0xff : resultCode;
    this.code = habits === 'sqlite3' ? primaryCodeName(resultCode) : resultCodeName(resultCode);
  }
}

/** The same failure as users of another driver know it. */
export function withHabits(error: unknown, habits: DriverHabits): unknown {
  if (!(error instanceof SqliteError) || habits === 'better-sqlite3') return error;
  return new SqliteError(error.message, error.errno, habits);
}
