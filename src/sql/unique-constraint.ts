import type { Constraint, Node } from 'libpg-query';
import { constraintColumns } from './constraint-columns.ts';
import type { Table } from './schema.ts';
import { as } from './tree.ts';

/** The columns of a table's primary key or unique constraint by its name, given or PostgreSQL's own. */
export function constrainedColumns(table: Table, name: string): readonly string[] | undefined {
  for (const { tree } of table.statements)
    for (const { constraint, columns } of uniqueConstraints(tree))
      if ((constraint.conname ?? ownName(table.name, constraint, columns)) === name) return columns;
  return undefined;
}

interface Unique {
  readonly constraint: Constraint;
  readonly columns: readonly string[];
}

function uniqueConstraints(statement: Node): readonly Unique[] {
  const created = as('CreateStmt', statement)?.tableElts ?? [];
  const added = (as('AlterTableStmt', statement)?.cmds ?? []).flatMap(
    (item) => as('AlterTableCmd', item)?.def ?? [],
  );
  return [...created, ...added].flatMap((element) => {
    const column = as('ColumnDef', element);
    const constraints = column?.constraints ?? [element];
    return constraints.flatMap((item) => {
      const constraint = as('Constraint', item);
      const isUnique = /^CONSTR_(PRIMARY|UNIQUE)$/.test(constraint?.contype ?? '');
      if (!constraint || !isUnique) return [];
      const own = column?.colname ? [column.colname] : [];
      return [{ constraint, columns: column ? own : constraintColumns(constraint) }];
    });
  });
}

function ownName(table: string, { contype }: Constraint, columns: readonly string[]): string {
  return contype === 'CONSTR_PRIMARY' ? `${table}_pkey` : [table, ...columns, 'key'].join('_');
}
