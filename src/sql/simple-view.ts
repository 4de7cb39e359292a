import type { Node, SelectStmt } from 'libpg-query';
import { columnName } from './column-name.ts';
import type { Routine, Table } from './schema.ts';
import { StatementSource } from './statement-source.ts';
import { as, eachChild } from './tree.ts';

/** A view that PostgreSQL writes through: some columns of one table, and which of its rows. */
export interface SimpleView {
  readonly table: string;
  /** Columns of the table, by the same names. */
  readonly columns: readonly string[];
  /** PostgreSQL text over the table's columns. */
  readonly condition?: string;
}

/** The clauses of a query that leaves the rows of its table as they are. */
const simpleClauses = new Set(['targetList', 'fromClause', 'whereClause', 'limitOption', 'op']);

/**
 * A view whose rows are changed by changing those of its table; `undefined` for one that joins,
 * groups, computes or renames columns, or that checks what is written.
 */
export function simpleView(
  view: Routine,
  tableOf: (name: string) => Table | undefined,
): SimpleView | undefined {
  const { query, aliases, withCheckOption } = as('ViewStmt', view.tree) ?? {};
  const select = as('SelectStmt', query);
  if (!select || aliases?.length || withCheckOption !== 'NO_CHECK_OPTION') return undefined;
  if (Object.keys(select).some((clause) => !simpleClauses.has(clause))) return undefined;
  const [from, second] = select.fromClause ?? [];
  const source = as('RangeVar', from);
  const table = source && !second && tableOf(source.relname ?? '');
  const columns = table && columnsOf(select, table);
  if (!table || !columns) return undefined;
  const { whereClause } = select;
  if (!whereClause) return { table: table.name, columns };
  if (!isOverColumns(whereClause)) return undefined;
  const text = new StatementSource(view.text);
  return { table: table.name, columns, condition: text.slice(text.outerSpanOf(whereClause)) };
}

/** The names of the results where each is a column of the table by its own name. */
function columnsOf({ targetList = [] }: SelectStmt, table: Table): readonly string[] | undefined {
  const all = table.columns.map(({ name }) => name);
  const names = targetList.flatMap((target) => {
    const { val, name } = as('ResTarget', target) ?? {};
    const last = as('ColumnRef', val)?.fields?.at(-1);
    if (last && 'A_Star' in last) return all;
    const own = last && val ? columnName(val) : '';
    return name === undefined || name === own ? [own] : [''];
  });
  return names.every((name) => all.includes(name)) ? names : undefined;
}

/** Whether a condition speaks of columns without a table's name, and asks no other table. */
function isOverColumns(content: object): boolean {
  let found = true;
  const look = (inner: object) =>
    eachChild(inner, (kind, child) => {
      const isQualified =
        kind === 'ColumnRef' && (child as { fields?: Node[] }).fields?.length !== 1;
      if (isQualified || kind === 'SubLink') found = false;
      else look(child);
    });
  look({ content });
  return found;
}
