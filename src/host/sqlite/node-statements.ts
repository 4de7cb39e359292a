import type { DatabaseSync } from 'node:sqlite';
import type { Bindings, RowSource } from './connection.ts';

/** How statements are run on a connection of node:sqlite, which differs with Node's version. */
export interface NodeStatements {
  /** Prepares; what the rows need is done as they are taken. */
  query(database: DatabaseSync, sql: string, bindings: Bindings): RowSource;
  /** Runs a statement that gives no rows; how many it changed. */
  change(database: DatabaseSync, sql: string, bindings: Bindings): number;
}
