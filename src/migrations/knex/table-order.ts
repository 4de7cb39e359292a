import type { ForeignKey, Table } from '../../catalog/model.ts';

/** Tables so that each comes after those that it refers to, and the keys that go round in a circle. */
export interface TableOrder {
  readonly tables: readonly Table[];
  /** Made once all tables are there. */
  readonly late: readonly { readonly table: Table; readonly key: ForeignKey }[];
}

export function tableOrder(all: readonly Table[]): TableOrder {
  const tables: Table[] = [];
  const known = new Map(all.map((table) => [table.name, table]));
  const visited = new Set<Table>();
  const visit = (table: Table) => {
    if (visited.has(table)) return;
    visited.add(table);
    for (const { target } of table.foreignKeys) {
      const needed = known.get(target.name);
      if (needed) visit(needed);
    }
    tables.push(table);
  };
  for (const table of all) visit(table);
  const place = new Map(tables.map(({ name }, index) => [name, index]));
  const isLate = (table: Table, { target }: ForeignKey) =>
    (place.get(target.name) ?? 0) > (place.get(table.name) ?? 0);
  const late = tables.flatMap((table) =>
    table.foreignKeys.filter((key) => isLate(table, key)).map((key) => ({ table, key })),
  );
  return { tables, late };
}
