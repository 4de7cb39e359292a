import type { Column, Identity } from '../model.ts';
import { type CatalogRow, flag, integer, text } from '../query.ts';
import type { CreateColumn, CreateTable } from './create-table.ts';
import { foldName, rowsAbout, type SchemaPart } from './schema-part.ts';

/** https://sqlite.org/pragma.html#pragma_table_xinfo: what its `hidden` column means. */
const hiddenKinds = { hidden: 1, virtualGenerated: 2, storedGenerated: 3 } as const;

/** The columns of a table or view, and its key in the key's order. */
export async function readColumns(
  part: SchemaPart,
  table: string,
  create: CreateTable,
): Promise<{ readonly columns: readonly Column[]; readonly primaryKey: readonly string[] }> {
  const rows = await rowsAbout(part, table, 'SELECT * FROM pragma_table_xinfo(?1, ?2)');
  const keyRows = rows
    .filter((row) => integer(row, 'pk') > 0)
    .sort((a, b) => integer(a, 'pk') - integer(b, 'pk'));
  const identity = rowidIdentity(part, table, keyRows, create);
  const written = new Map(create.columns.map((column) => [foldName(column.name), column]));
  return {
    columns: rows.map((row) => column(row, written.get(foldName(text(row, 'name'))), identity)),
    primaryKey: keyRows.map((row) => text(row, 'name')),
  };
}

/** Only `INTEGER`, written so, in any case, makes the key an alias of the rowid. */
function rowidIdentity(
  part: SchemaPart,
  table: string,
  keyRows: readonly CatalogRow[],
  create: CreateTable,
): Identity | undefined {
  const [key] = keyRows;
  const kind = part.kindOf.get(table);
  if (!key || keyRows.length > 1 || !kind || integer(kind, 'wr') === 1) return undefined;
  if (text(kind, 'type') !== 'table' || text(key, 'type').toUpperCase() !== 'INTEGER')
    return undefined;
  return create.autoincrement ? 'autoincrement' : 'rowid';
}

function column(
  row: CatalogRow,
  written: CreateColumn | undefined,
  identity: Identity | undefined,
): Column {
  const hidden = integer(row, 'hidden');
  const primaryKey = integer(row, 'pk') > 0;
  const stored = hidden === hiddenKinds.storedGenerated;
  return {
    name: text(row, 'name'),
    type: text(row, 'type').replace(/\s*GENERATED ALWAYS$/i, ''),
    notNull: flag(row, 'notnull'),
    default:
      row.dflt_value === null || row.dflt_value === undefined ? null : text(row, 'dflt_value'),
    primaryKey,
    ...((stored || hidden === hiddenKinds.virtualGenerated) && {
      generated: { stored, expression: written?.generated ?? '' },
    }),
    hidden: hidden === hiddenKinds.hidden,
    ...(primaryKey && identity && { identity }),
    ...(written?.collation && { collation: written.collation }),
  };
}
