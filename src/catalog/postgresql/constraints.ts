import type { Check, ForeignKey, ReferentialAction } from '../model.ts';
import { type CatalogRow, flag, list, text } from '../query.ts';

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

function ofType(rows: readonly CatalogRow[], type: string): readonly CatalogRow[] {
  return rows.filter((row) => text(row, 'type') === type);
}

/** The primary key's columns in the key's order. */
export function primaryKeyOf(rows: readonly CatalogRow[]): readonly string[] {
  const [key] = ofType(rows, 'p');
  return key ? list(key, 'columns') : [];
}

export function foreignKeysOf(rows: readonly CatalogRow[]): readonly ForeignKey[] {
  return ofType(rows, 'f').map((row) => ({
    name: text(row, 'name'),
    columns: list(row, 'columns'),
    target: { schema: text(row, 'target_schema'), name: text(row, 'target_name') },
    targetColumns: list(row, 'target_columns'),
    onUpdate: actions[text(row, 'on_update')] ?? 'NO ACTION',
    onDelete: actions[text(row, 'on_delete')] ?? 'NO ACTION',
    deferred: flag(row, 'deferred'),
  }));
}

/** The CHECK constraints; the server puts one pair of parentheses around each. */
export function checksOf(rows: readonly CatalogRow[]): readonly Check[] {
  return ofType(rows, 'c').map((row) => ({
    name: text(row, 'name'),
    expression: text(row, 'expression').replace(/^\(([\s\S]*)\)$/, '$1'),
  }));
}
