import type { Node } from 'libpg-query';
import { constraintColumns } from './constraint-columns.ts';
import type { Table } from './schema.ts';
import { as } from './tree.ts';

/** The columns of each key that no two rows share: the primary key, constraints, unique indexes. */
export function uniqueKeys(table: Table): readonly (readonly string[])[] {
  const keys = table.statements.flatMap(({ tree }) =>
    (as('CreateStmt', tree)?.tableElts ?? []).flatMap(keysOfElement),
  );
  return [...keys, ...table.dependents.flatMap(({ tree }) => keyOfIndex(tree))];
}

function keysOfElement(element: Node): readonly (readonly string[])[] {
  const column = as('ColumnDef', element);
  const own = (column?.constraints ?? []).flatMap((item) =>
    isKey(as('Constraint', item)?.contype) ? [[column?.colname ?? '']] : [],
  );
  const constraint = as('Constraint', element);
  return constraint && isKey(constraint.contype) ? [...own, constraintColumns(constraint)] : own;
}

function isKey(type: string | undefined): boolean {
  return type === 'CONSTR_PRIMARY' || type === 'CONSTR_UNIQUE';
}

/** A partial index or one of expressions is no key that ON CONFLICT finds by columns. */
function keyOfIndex(tree: Node): readonly (readonly string[])[] {
  const index = as('IndexStmt', tree);
  if (!index?.unique || index.whereClause) return [];
  const names = (index.indexParams ?? []).map((item) => as('IndexElem', item)?.name);
  return names.every((name) => name !== undefined) ? [names as string[]] : [];
}
