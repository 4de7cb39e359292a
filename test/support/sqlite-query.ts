import type { DatabaseSync } from 'node:sqlite';
import type { CatalogRow, Query } from '../../src/catalog/query.ts';

/** The catalogue's port over an open database. */
export function sqliteQuery(database: DatabaseSync): Query {
  return async (sql, parameters = []) => database.prepare(sql).all(...parameters) as CatalogRow[];
}
