import type { ColumnDef, Constraint, ConstrType } from 'libpg-query';
import type { Extent } from '../statement-source.ts';
import { as } from '../tree.ts';
import type { TableText } from './table-text.ts';

/** The constraint of this kind on a column. */
export function columnConstraint(
  { constraints }: ColumnDef,
  type: ConstrType,
): Constraint | undefined {
  return (constraints ?? [])
    .map((item) => as('Constraint', item))
    .find((constraint) => constraint?.contype === type);
}

/** The tokens of a column's constraint, with its CONSTRAINT name; up to the next constraint. */
export function constraintExtent(
  table: TableText,
  column: ColumnDef,
  constraint: Constraint,
): Extent {
  const starts = (column.constraints ?? [])
    .map((item) => table.source.tokenAt(as('Constraint', item)?.location))
    .toSorted((a, b) => a - b);
  const first = table.source.tokenAt(constraint.location);
  const next = starts.find((start) => start > first);
  const end = table.elementAt(column.location).last;
  return { first, last: next === undefined ? end : next - 1 };
}
