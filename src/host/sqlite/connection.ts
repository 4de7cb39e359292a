import type { ResultColumn } from '../../data/database.ts';
import type { DriverValue } from '../../data/value.ts';

/** How a file is opened. `immutable` takes no locks and does not see a -wal file. */
export type OpenMode = 'immutable' | 'shared' | 'write';

export type Bindings = readonly DriverValue[] | Readonly<Record<string, DriverValue>>;

export interface RowSource {
  readonly columns: readonly ResultColumn[];
  /** Each row once, in order; to stop early ends the statement. */
  readonly rows: Iterable<readonly DriverValue[]>;
}

/** A connection to one SQLite file, whichever driver makes it. Throws SqliteFailure. */
export interface SqliteConnection {
  /** The first statement of the text; whatever follows it is not run. */
  query(sql: string, bindings: Bindings): RowSource;
  /** For BEGIN, COMMIT and the like. */
  execute(sql: string): void;
  /** Rows changed by a statement that gives no rows. */
  change(sql: string, bindings: Bindings): number;
  close(): void;
}

/** Opens connections. */
export interface SqliteDriver {
  /** Said to the user where it limits what can be done. */
  readonly limitation?: string;
  open(path: string, mode: OpenMode): SqliteConnection;
}
