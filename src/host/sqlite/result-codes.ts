/** SQLite's primary result codes that mean something to us. https://sqlite.org/rescode.html */
export const resultCodes = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** What SQLite refused, whichever driver said it. */
export class SqliteFailure extends Error {
  /** The primary result code; 1 where the driver gives none. */
  readonly code: number;
  constructor(message: string, code: number, cause?: unknown) {
    super(message, { cause });
    this.name = 'SqliteFailure';
    this.code = code;
  }
}
