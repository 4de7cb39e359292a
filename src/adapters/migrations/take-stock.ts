import type { DatabaseSync } from 'node:sqlite';
import type { CatalogRow } from '../../catalog/query.ts';
import { readSqliteCatalog } from '../../catalog/sqlite/read.ts';
import type { Orphans, Stock } from '../../migrations/guard/stock.ts';
import { quoteName } from '../../sql/sqlite-tokens.ts';

/** Counts what an open database holds. Throws where a table's rows cannot be counted. */
export async function takeStock(database: DatabaseSync): Promise<Stock> {
  const catalog = await readSqliteCatalog(async (sql, parameters = []) => {
    return database.prepare(sql).all(...parameters) as CatalogRow[];
  });
  const counted = catalog.tables.filter(({ kind }) => kind !== 'virtual');
  const rows = new Map(counted.map(({ name }) => [name, countRows(database, name)]));
  return { catalog, rows, orphans: countOrphans(database) };
}

/** All CREATE statements; those of SQLite's own tables apart. */
export const schemaQuery =
  "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";

/** All CREATE statements, as SQLite keeps them. */
export function schemaText(database: DatabaseSync): string {
  const rows = database.prepare(schemaQuery).all();
  return rows.map(({ sql }) => `${sql};\n`).join('');
}

function countRows(database: DatabaseSync, table: string): number {
  const row = database.prepare(`SELECT count(*) AS n FROM ${quoteName(table)}`).get();
  return Number(row?.n);
}

/** A key to a table that does not exist makes the check itself fail: then nothing can be said. */
function countOrphans(database: DatabaseSync): readonly Orphans[] {
  try {
    const rows = database
      .prepare(
        'SELECT "table", parent, count(*) AS n FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2',
      )
      .all();
    return rows.map((row) => ({
      table: String(row.table),
      target: String(row.parent),
      rows: Number(row.n),
    }));
  } catch {
    return [];
  }
}
