import type { Column, Identity } from '../model.ts';
import { type CatalogRow, flag, optionalText, text } from '../query.ts';

/** The columns of a table or view in the table's order. */
export function columnsOf(
  rows: readonly CatalogRow[],
  primaryKey: readonly string[],
): readonly Column[] {
  return rows.map((row) => columnOf(row, primaryKey));
}

function columnOf(row: CatalogRow, primaryKey: readonly string[]): Column {
  // `s`: stored; `v`: virtual, from PostgreSQL 18 on.
  const generated = text(row, 'generated');
  const expression = optionalText(row, 'default');
  const identity = identityOf(row);
  const collation = optionalText(row, 'collation');
  const comment = optionalText(row, 'comment');
  return {
    name: text(row, 'name'),
    type: text(row, 'type'),
    notNull: flag(row, 'not_null'),
    default: generated ? null : (expression ?? null),
    primaryKey: primaryKey.includes(text(row, 'name')),
    ...(generated && { generated: { stored: generated === 's', expression: expression ?? '' } }),
    hidden: false,
    ...(identity && { identity }),
    ...(collation && { collation }),
    ...(comment && { comment }),
  };
}

function identityOf(row: CatalogRow): Identity | undefined {
  if (text(row, 'identity') === 'a') return 'always';
  if (text(row, 'identity') === 'd') return 'by-default';
  const nextval = /^nextval\(/.test(text(row, 'default'));
  return nextval && flag(row, 'owns_sequence') ? 'serial' : undefined;
}
