import type { Index } from '../model.ts';
import { type CatalogRow, flag, list, optionalText, text } from '../query.ts';

/** The indexes of a table or materialized view, those of constraints too. */
export function indexesOf(rows: readonly CatalogRow[]): readonly Index[] {
  return rows.map(indexOf);
}

function indexOf(row: CatalogRow): Index {
  const origin = text(row, 'origin');
  const where = optionalText(row, 'where');
  const expressions = list(row, 'expressions');
  const descending = list(row, 'descending');
  return {
    name: text(row, 'name'),
    unique: flag(row, 'unique'),
    origin: origin === 'primary-key' || origin === 'unique' ? origin : 'index',
    method: text(row, 'method'),
    columns: list(row, 'columns').map((column, at) => ({
      text: expressions[at] === 'true' ? column : unquote(column),
      expression: expressions[at] === 'true',
      descending: descending[at] === 'true',
    })),
    ...(where && { where }),
    sql: text(row, 'sql'),
  };
}

/** pg_get_indexdef() quotes a column's name where SQL needs it. */
function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
