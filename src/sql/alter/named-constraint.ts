import type { ColumnDef, Constraint } from 'libpg-query';
import { constraintColumns } from '../constraint-columns.ts';
import { as } from '../tree.ts';
import type { TableText } from './table-text.ts';

export interface FoundConstraint {
  readonly constraint: Constraint;
  /** The column that it stands on; missing where it stands after the columns. */
  readonly column?: ColumnDef;
}

/** A table's constraint by its name, also by the one that PostgreSQL gives where none is written. */
export function findNamedConstraint(table: TableText, name: string): FoundConstraint | undefined {
  for (const found of allConstraints(table))
    if ((found.constraint.conname ?? automaticName(table.tableName, found)) === name) return found;
  return undefined;
}

function allConstraints(table: TableText): readonly FoundConstraint[] {
  const onColumns = table.columns.flatMap((column) =>
    (column.constraints ?? []).flatMap((item) => {
      const constraint = as('Constraint', item);
      return constraint ? [{ constraint, column }] : [];
    }),
  );
  return [...onColumns, ...table.tableConstraints.map((constraint) => ({ constraint }))];
}

const suffixes: Readonly<Record<string, string>> = {
  CONSTR_CHECK: 'check',
  CONSTR_FOREIGN: 'fkey',
  CONSTR_NOTNULL: 'not_null',
  CONSTR_UNIQUE: 'key',
};

function automaticName(table: string, { constraint, column }: FoundConstraint): string | undefined {
  if (constraint.contype === 'CONSTR_PRIMARY') return `${table}_pkey`;
  const suffix = suffixes[constraint.contype ?? ''];
  if (!suffix) return undefined;
  const own = constraint.fk_attrs ?? constraint.keys ?? [];
  const columns = column?.colname ? [column.colname] : constraintColumns({ keys: own });
  return [table, ...columns, suffix].join('_');
}
