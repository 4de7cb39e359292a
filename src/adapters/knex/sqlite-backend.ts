/** A value as SQLite gives it, before any driver's habits. */
export type SqliteValue = null | number | bigint | string | Uint8Array;

export type SqliteRow = Record<string, SqliteValue>;

/** One prepared statement. */
export interface BackendStatement {
  /** Whether it gives rows, as its column count says; an INSERT with RETURNING does. */
  readonly reader: boolean;
  /** All rows; integers as `bigint`. */
  all(bindings: readonly SqliteValue[]): SqliteRow[];
  run(bindings: readonly SqliteValue[]): BackendRun;
}

export interface BackendRun {
  readonly changes: number;
  readonly lastInsertRowid: bigint;
}

/**
 * What the Knex clients need of SQLite, whichever library provides it. Errors thrown are
 * `SqliteError`s.
 */
export interface SqliteBackend {
  /** Throws a `RangeError` for a text of several statements: the rest would not run. */
  prepare(sql: string): BackendStatement;
  /** Runs every statement of a text. */
  exec(sql: string): void;
  readonly inTransaction: boolean;
  close(): void;
}

/** Opens a database; the file's folder has to exist. */
export type OpenBackend = (filename: string, options: OpenOptions) => SqliteBackend;

export interface OpenOptions {
  readonly readOnly: boolean;
  /** `"text"` where no column has that name; https://sqlite.org/quirks.html#dblquote */
  readonly doubleQuotedStrings: boolean;
}
