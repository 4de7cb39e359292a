import type { Catalog } from '../../catalog/model.ts';

/** What a SQLite database holds at one moment, as far as a migration could lose it. */
export interface Stock {
  readonly catalog: Catalog;
  /** Rows by table name; virtual tables are left out. */
  readonly rows: ReadonlyMap<string, number>;
  /** What `PRAGMA foreign_key_check` says, counted. */
  readonly orphans: readonly Orphans[];
}

/** Rows of a table whose foreign key points to nothing. */
export interface Orphans {
  readonly table: string;
  readonly target: string;
  readonly rows: number;
}
