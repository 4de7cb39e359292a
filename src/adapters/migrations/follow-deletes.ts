import type { DatabaseSync } from 'node:sqlite';
import type { Catalog, ForeignKey } from '../../catalog/model.ts';
import { type Asked, fold } from '../../migrations/guard/asked.ts';
import type { FollowedDelete } from '../../migrations/guard/report.ts';
import type { Orphans } from '../../migrations/guard/stock.ts';
import { quoteName } from '../../sql/sqlite-tokens.ts';

/**
 * Does what ON DELETE says for the rows that a migration has deleted: foreign keys were off while it
 * ran, so that a rebuild deletes nothing. Rows that dangled before are left alone, and so are those
 * of a table from which nobody deleted.
 */
export function followDeletes(
  database: DatabaseSync,
  { tables }: Catalog,
  before: readonly Orphans[],
  { deletedFrom }: Asked,
): readonly FollowedDelete[] {
  const dangled = new Set(before.map(keyOf));
  const emptied = new Set(deletedFrom);
  const followed: FollowedDelete[] = [];
  for (let found = true; found; ) {
    found = false;
    for (const { table, parent, fkid } of danglingKeys(database)) {
      const rule = tables.find(({ name }) => fold(name) === fold(table))?.foreignKeys;
      const key = rule && keyOfList(database, table, fkid, rule);
      if (!key || dangled.has(keyOf({ table, target: parent })) || !emptied.has(fold(parent)))
        continue;
      const rows = applyRule(database, table, fkid, key);
      if (rows === 0) continue;
      found = true;
      emptied.add(fold(table));
      followed.push({ table, target: parent, rows, action: key.onDelete });
    }
  }
  return followed;
}

interface DanglingKey {
  readonly table: string;
  readonly parent: string;
  readonly fkid: number;
}

function danglingKeys(database: DatabaseSync): readonly DanglingKey[] {
  try {
    const rows = database
      .prepare('SELECT DISTINCT "table", parent, fkid FROM pragma_foreign_key_check')
      .all();
    return rows.map((row) => ({
      table: String(row.table),
      parent: String(row.parent),
      fkid: Number(row.fkid),
    }));
  } catch {
    return []; // A key to a table that does not exist: nothing can be said.
  }
}

/** The key that SQLite counts as `fkid`, found by its columns. */
function keyOfList(
  database: DatabaseSync,
  table: string,
  fkid: number,
  keys: readonly ForeignKey[],
): ForeignKey | undefined {
  const columns = database
    .prepare('SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq')
    .all(table, fkid)
    .map((row) => fold(String(row.from)));
  return keys.find((key) => key.columns.map(fold).join('\n') === columns.join('\n'));
}

function applyRule(
  database: DatabaseSync,
  table: string,
  fkid: number,
  { onDelete, columns }: ForeignKey,
): number {
  const rows = `SELECT rowid FROM pragma_foreign_key_check(?1) WHERE fkid = ?2`;
  const where = `WHERE rowid IN (${rows})`;
  const target = quoteName(table);
  if (onDelete === 'CASCADE') {
    return Number(database.prepare(`DELETE FROM ${target} ${where}`).run(table, fkid).changes);
  }
  if (onDelete !== 'SET NULL') return 0;
  const empty = columns.map((column) => `${quoteName(column)} = NULL`).join(', ');
  return Number(
    database.prepare(`UPDATE ${target} SET ${empty} ${where}`).run(table, fkid).changes,
  );
}

function keyOf({ table, target }: Pick<Orphans, 'table' | 'target'>): string {
  return JSON.stringify([fold(table), fold(target)]);
}
