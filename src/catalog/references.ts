import type { QualifiedName, Reference, Table } from './model.ts';

/**
 * The tables with their `referencedBy` filled from all foreign keys. SQLite's names are equal
 * whatever their ASCII case; `fold` says how names are compared.
 */
export function withReferences(
  tables: readonly Table[],
  fold: (name: string) => string,
): readonly Table[] {
  const keyOf = ({ schema, name }: QualifiedName) => JSON.stringify([fold(schema), fold(name)]);
  const references = new Map<string, Reference[]>();
  for (const { schema, name, foreignKeys } of tables) {
    for (const { target, columns, targetColumns } of foreignKeys) {
      const known = references.get(keyOf(target)) ?? [];
      known.push({ source: { schema, name }, columns, targetColumns });
      references.set(keyOf(target), known);
    }
  }
  return tables.map((table) => ({ ...table, referencedBy: references.get(keyOf(table)) ?? [] }));
}
