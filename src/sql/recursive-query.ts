import type { CommonTableExpr, Node, SelectStmt } from 'libpg-query';
import type { RuleContext } from './rule-context.ts';
import { outputColumns } from './scope.ts';
import type { SqlType } from './sql-type.ts';
import { as } from './tree.ts';

/** The values of one row, and where the last one ends. */
export interface RowValues {
  readonly values: readonly Node[];
  readonly end: number;
}

/** The two members of a recursive query, as far as columns can be added to them. */
export interface RecursiveQuery {
  /** Where it begins: the rows of VALUES, or the one of a SELECT. */
  readonly starts: readonly RowValues[];
  readonly step: SelectStmt;
  readonly stepRow: RowValues;
  /** The name by which the step reads the rows that are there. */
  readonly self: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType | undefined }[];
}

/** A recursive query of the plain form; `undefined` for `*`, and for more than two members. */
export function recursiveQuery(
  cte: CommonTableExpr,
  context: RuleContext,
): RecursiveQuery | undefined {
  const { larg: base, rarg: step } = as('SelectStmt', cte.ctequery) ?? {};
  if (!base || !step || base.larg || step.larg) return undefined;
  const rows = (base.valuesLists ?? []).map((row) => rowOf(as('List', row)?.items ?? [], context));
  const starts = rows.length > 0 ? rows : [results(base, context)];
  const stepRow = results(step, context);
  const self = selfName(step.fromClause ?? [], cte.ctename ?? '');
  const columns = columnsOf(cte, base, context);
  const counts = [...starts, stepRow].map(({ values }) => values.length);
  const isPlain = counts.every((count) => count === columns.length && count > 0);
  return isPlain && self ? { starts, step, stepRow, self, columns } : undefined;
}

function rowOf(values: readonly Node[], { source }: RuleContext): RowValues {
  const last = values.at(-1);
  return { values, end: last ? source.spanOf(last).end : 0 };
}

/** The results of a SELECT; none where one is `*`. */
function results({ targetList = [] }: SelectStmt, { source }: RuleContext): RowValues {
  const values = targetList.flatMap((target) => as('ResTarget', target)?.val ?? []);
  const last = targetList.at(-1);
  const hasStar = values.some((value) =>
    as('ColumnRef', value)?.fields?.some((field) => 'A_Star' in field),
  );
  if (hasStar || !last) return { values: [], end: 0 };
  return { values, end: source.outerSpanOf(last).end };
}

function columnsOf(
  { aliascolnames }: CommonTableExpr,
  base: SelectStmt,
  context: RuleContext,
): RecursiveQuery['columns'] {
  return [...outputColumns(base, context.scope)].map(([name, type], index) => ({
    name: as('String', aliascolnames?.[index])?.sval ?? name,
    type,
  }));
}

/** What FROM calls the query itself. */
function selfName(items: readonly Node[], name: string): string | undefined {
  for (const item of items) {
    const table = as('RangeVar', item);
    if (table?.relname === name && !table.schemaname) return table.alias?.aliasname ?? name;
    const join = as('JoinExpr', item);
    const inner =
      join &&
      selfName(
        [join.larg, join.rarg].filter((side) => side !== undefined),
        name,
      );
    if (inner) return inner;
  }
  return undefined;
}

/** Whether a query shows a column of this name, by itself or with `*`. */
export function isShown(name: string, { targetList = [] }: SelectStmt): boolean {
  return targetList.some((target) => {
    const last = as('ColumnRef', as('ResTarget', target)?.val)?.fields?.at(-1);
    return last && ('A_Star' in last || as('String', last)?.sval === name);
  });
}

/** Whether a query is sorted by a column of this name. */
export function isSortedBy(name: string, { sortClause = [] }: SelectStmt): boolean {
  return sortClause.some((item) => {
    const last = as('ColumnRef', as('SortBy', item)?.node)?.fields?.at(-1);
    return as('String', last)?.sval === name;
  });
}
