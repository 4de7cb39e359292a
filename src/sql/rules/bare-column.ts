import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as, type Content, contentOf, eachChild, wrap } from '../tree.ts';

export const bareColumn = defineRule({
  id: 'bare-column',
  title: 'A column beside an aggregate that is not grouped by',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.7.11',
  explanation: `SQLite takes a column that is neither grouped by nor inside of an aggregate. Beside one \`max()\` or \`min()\` it is
that of the row with this value, otherwise that of any row. PostgreSQL refuses it: the values are collected in the
order of the aggregate, and the first one is taken. Where any row will do that is a warning: say which one.
https://www.sqlite.org/quirks.html#aggregate_queries_can_contain_non_aggregate_result_columns_that_are_not_in_the_group_by_clause`,
  examples: [
    {
      setup:
        "create table emp (id integer primary key, dept text, name text); insert into emp values (1, 'eng', 'Ann'), (2, 'eng', 'bob')",
      from: 'select dept, max(id), name from emp group by dept',
      to: 'select dept, max(id), (array_agg(name order by id desc nulls last))[1] from emp group by dept',
    },
  ],
  on: {
    SelectStmt: (content, context) => {
      const { groupClause = [], targetList = [], havingClause, sortClause = [] } = content;
      const values = targetList.flatMap((item) => as('ResTarget', item)?.val ?? []);
      const sorted = sortClause.flatMap((item) => as('SortBy', item)?.node ?? []);
      const aggregates = [...values, ...(havingClause ? [havingClause] : [])].flatMap(aggregatesIn);
      if (groupClause.length === 0 && aggregates.length === 0) return undefined;
      const group = groupOf(groupClause, targetList, context);
      const names = new Set(targetList.map((item) => as('ResTarget', item)?.name));
      const bare = [
        ...values.flatMap((value) => bareIn(value, group, context)),
        ...sorted
          .flatMap((value) => bareIn(value, group, context))
          .filter((node) => !names.has(nameOf(node))),
      ];
      return bare.map((node) => finding(node, extremeOf(aggregates), context));
    },
  },
});

const aggregateNames = new Set(
  'count sum avg min max total group_concat string_agg json_group_array json_group_object'.split(
    ' ',
  ),
);

function isAggregate(node: Node): boolean {
  const call = as('FuncCall', node);
  const name = as('String', call?.funcname?.at(-1))?.sval ?? '';
  const isExtreme = name === 'max' || name === 'min';
  return aggregateNames.has(name) && !call?.over && !(isExtreme && (call?.args?.length ?? 0) > 1);
}

function aggregatesIn(node: Node): readonly Node[] {
  if (isAggregate(node)) return [node];
  return childrenOf(node).flatMap(aggregatesIn);
}

/** The nodes below this one; a subquery has groups of its own. */
function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  if (as('SubLink', node)) return children;
  eachChild(contentOf(node), (kind, content) => children.push(wrap(kind, content as never)));
  return children;
}

interface Group {
  readonly texts: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** What a query is grouped by: expressions, and positions and names of results for theirs. */
function groupOf(items: readonly Node[], targets: readonly Node[], context: RuleContext): Group {
  const nodes = items.map((item) => {
    const position = integerValue(item);
    const named = targets.find((target) => as('ResTarget', target)?.name === nameOf(item));
    const target = position === undefined ? named : targets[position - 1];
    return as('ResTarget', target)?.val ?? item;
  });
  const names = nodes.map(nameOf).filter((name) => name !== undefined);
  return { texts: new Set(nodes.map((node) => textOf(node, context))), names: new Set(names) };
}

function nameOf(node: Node): string | undefined {
  return as('String', as('ColumnRef', node)?.fields?.at(-1))?.sval;
}

function textOf(node: Node, context: RuleContext): string {
  return context.text(node).toLowerCase().replace(/\s+/g, '');
}

/** The columns of an expression that are neither grouped by nor aggregated. */
function bareIn(node: Node, group: Group, context: RuleContext): readonly Node[] {
  if (isAggregate(node) || as('SubLink', node)) return [];
  const column = as('ColumnRef', node);
  if (!column) {
    if (group.texts.has(textOf(node, context))) return [];
    return childrenOf(node).flatMap((child) => bareIn(child, group, context));
  }
  const name = nameOf(node);
  const isGrouped = name !== undefined && group.names.has(name);
  return isGrouped || name === undefined || dependsOnGroup(column, group, context) ? [] : [node];
}

/** A table's columns follow from its primary key. */
function dependsOnGroup(
  { fields = [] }: Content<'ColumnRef'>,
  { names }: Group,
  context: RuleContext,
): boolean {
  const name = as('String', fields.at(-1))?.sval ?? '';
  const qualifier = as('String', fields.at(-2))?.sval;
  const relation = context.scope.relations.find(
    (item) => (!qualifier || item.name === qualifier) && (qualifier || item.columns?.has(name)),
  );
  const key = context.schema.table(relation?.table ?? '')?.primaryKey ?? [];
  return key.length > 0 && key.every((column) => names.has(column));
}

/** The one max() or min() whose row the others are of. */
function extremeOf(aggregates: readonly Node[]): Node | undefined {
  const extremes = aggregates.filter((node) => /^(?:max|min)$/.test(calleeOf(node)));
  return extremes.length === 1 ? extremes[0] : undefined;
}

function calleeOf(node: Node): string {
  return as('String', as('FuncCall', node)?.funcname?.at(-1))?.sval ?? '';
}

function finding(node: Node, extreme: Node | undefined, context: RuleContext): Finding {
  const value = extreme && as('FuncCall', extreme)?.args?.[0];
  const order = value && extreme && orderOf(value, calleeOf(extreme), context);
  const column = context.source.spanOf(node);
  return {
    at: node,
    ...(!order && { severity: 'warning' as const }),
    message: order
      ? 'PostgreSQL refuses a column that is not grouped by; beside max() or min() SQLite gives that of the same row.'
      : 'PostgreSQL refuses a column that is not grouped by, and SQLite gives that of any row: say which one with max(), min() or GROUP BY.',
    replace: [{ target: node, template: sql`(array_agg(${column}${order ?? ''}))[1]` }],
    settles: [],
  };
}

function orderOf(value: Node, callee: string, context: RuleContext): Template {
  return sql` order by ${context.text(value)}${callee === 'max' ? ' desc' : ''} nulls last`;
}
