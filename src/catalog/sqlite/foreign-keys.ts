import type { ForeignKey, ReferentialAction } from '../model.ts';
import { type CatalogRow, integer, text } from '../query.ts';
import type { CreateTable } from './create-table.ts';
import { foldName, rowsAbout, type SchemaPart } from './schema-part.ts';

const actions = ['NO ACTION', 'RESTRICT', 'CASCADE', 'SET NULL', 'SET DEFAULT'] as const;

/** The foreign keys of a table in the order of its statement (the pragma counts backwards). */
export async function readForeignKeys(
  part: SchemaPart,
  table: string,
  create: CreateTable,
): Promise<readonly ForeignKey[]> {
  const rows = await rowsAbout(
    part,
    table,
    'SELECT * FROM pragma_foreign_key_list(?1, ?2) ORDER BY id DESC, seq',
  );
  const ids = [...new Set(rows.map((row) => integer(row, 'id')))];
  const keys: ForeignKey[] = [];
  for (const id of ids) {
    const own = rows.filter((row) => integer(row, 'id') === id);
    keys.push(await foreignKey(part, own, create));
  }
  return keys;
}

async function foreignKey(
  part: SchemaPart,
  rows: readonly CatalogRow[],
  create: CreateTable,
): Promise<ForeignKey> {
  const first = rows[0] ?? {};
  const target = { schema: part.schema, name: text(first, 'table') };
  const columns = rows.map((row) => text(row, 'from'));
  const named = rows.every((row) => row.to !== null);
  const written = create.foreignKeys.find((key) => sameNames(key.columns, columns));
  return {
    ...(written?.name !== undefined && { name: written.name }),
    columns,
    target,
    targetColumns: named ? rows.map((row) => text(row, 'to')) : await keyOf(part, target.name),
    onUpdate: action(text(first, 'on_update')),
    onDelete: action(text(first, 'on_delete')),
    deferred: written?.deferred ?? false,
  };
}

async function keyOf(part: SchemaPart, table: string): Promise<readonly string[]> {
  const rows = await rowsAbout(
    part,
    table,
    'SELECT name FROM pragma_table_xinfo(?1, ?2) WHERE pk > 0 ORDER BY pk',
  );
  return rows.map((row) => text(row, 'name'));
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.map(foldName).join('\0') === right.map(foldName).join('\0');
}

function action(name: string): ReferentialAction {
  return actions.find((known) => known === name) ?? 'NO ACTION';
}
