import type { CatalogRow } from '../../catalog/query.ts';
import { readSqliteCatalog } from '../../catalog/sqlite/read.ts';
import type { MadeTable } from '../../migrations/guard/losses.ts';
import { replacedVersions } from '../../migrations/guard/table-versions.ts';
import type { NodeSqlite } from '../sqlite/node-sqlite.ts';

/** The tables that a run made and then built again, each as SQLite reads its first statement. */
export async function madeTables(
  { DatabaseSync }: NodeSqlite,
  statements: readonly string[],
): Promise<readonly MadeTable[]> {
  const made: MadeTable[] = [];
  for (const { name, finalName, sql } of replacedVersions(statements)) {
    const database = new DatabaseSync(':memory:');
    try {
      database.exec(sql);
      const { tables } = await readSqliteCatalog(async (query, parameters = []) => {
        return database.prepare(query).all(...parameters) as CatalogRow[];
      });
      made.push(...tables.map((table) => ({ finalName, table: { ...table, name } })));
    } catch {
      // A statement that needs more than itself, such as CREATE TABLE ... AS SELECT.
    } finally {
      database.close();
    }
  }
  return made;
}
