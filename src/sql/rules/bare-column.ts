import type { Node } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { integerValue } from '../call-rule.ts';
import { quoteName } from '../identifier.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
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
    {
      setup:
        "create table emp (id integer primary key, dept text, name text); insert into emp values (1, 'eng', 'Ann'), (2, 'eng', 'bob')",
      from: 'select e.*, max(id) from emp e group by dept',
      to: 'select (array_agg(e.id order by id desc nulls last))[1] as id, e.dept, (array_agg(e.name order by id desc nulls last))[1] as name, max(id) from emp e group by dept',
    },
    { from: 'select t.*, count(*) from t group by kind' },
  ],
  on: {
    SelectStmt: (content, context) => {
      const { groupClause = [], targetList = [], havingClause, sortClause = [] } = content;
      const values = targetList.flatMap((item) => as('ResTarget', item)?.val ?? []);
      const sorted = sortClause.flatMap((item) => as('SortBy', item)?.node ?? []);
      const aggregates = [...values, ...(havingClause ? [havingClause] : [])].flatMap(aggregatesIn);
      if (groupClause.length === 0 && aggregates.length === 0) return undefined;
      const group = groupOf(groupClause, targetList, context);
      const stars = values.flatMap((value) => starOf(value, group, aggregates, context) ?? []);
      const names = new Set(targetList.map((item) => as('ResTarget', item)?.name));
      const bare = [
        ...values.flatMap((value) => bareIn(value, group, context)),
        ...sorted
          .flatMap((value) => bareIn(value, group, context))
          .filter((node) => !names.has(nameOf(node))),
      ];
      return [...stars, ...bare.map((node) => finding(node, extremeOf(aggregates), context))];
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
  group: Group,
  context: RuleContext,
): boolean {
  const name = as('String', fields.at(-1))?.sval ?? '';
  const qualifier = as('String', fields.at(-2))?.sval;
  const relation = context.scope.relations.find(
    (item) => (!qualifier || item.name === qualifier) && (qualifier || item.columns?.has(name)),
  );
  return isKeyGrouped(relation?.table, group, context);
}

function isKeyGrouped(table: string | undefined, { names }: Group, context: RuleContext): boolean {
  const key = context.schema.table(table ?? '')?.primaryKey ?? [];
  return key.length > 0 && key.every((column) => names.has(column));
}

/** `*` and `t.*`, which mean columns that are neither grouped by nor aggregated. */
function starOf(
  node: Node,
  group: Group,
  aggregates: readonly Node[],
  context: RuleContext,
): Finding | undefined {
  const { fields = [] } = as('ColumnRef', node) ?? {};
  if (!as('A_Star', fields.at(-1))) return undefined;
  const qualifier = as('String', fields.at(-2))?.sval;
  const relations = context.scope.relations.filter(({ name }) => !qualifier || name === qualifier);
  if (relations.every(({ table }) => isKeyGrouped(table, group, context))) return undefined;
  const columns = relations.flatMap(({ name, columns }) =>
    columns ? [...columns.keys()].map((column) => [name, column] as const) : [undefined],
  );
  const known = columns.filter((column) => column !== undefined);
  if (known.length < columns.length || known.length === 0) return unknownStar(node);
  const { order, message, severity } = choiceOf(extremeOf(aggregates), context);
  const items = known.map(([relation, column]) => {
    const value = `${relations.length > 1 || qualifier ? `${quoteName(relation)}.` : ''}${quoteName(column)}`;
    return group.names.has(column)
      ? sql`${value}`
      : sql`${firstOf(value, order)} as ${quoteName(column)}`;
  });
  return {
    at: node,
    ...severity,
    message,
    replace: [{ target: node, template: join(items, ', ') }],
    settles: [],
  };
}

function unknownStar(at: Node): Finding {
  const message =
    'PostgreSQL takes * beside an aggregate only where it is grouped by the primary key: name the columns and say which value is meant.';
  return { at, severity: 'error', message, settles: [] };
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
  const { order, message, severity } = choiceOf(extreme, context);
  const template = firstOf(context.source.spanOf(node), order);
  return { at: node, ...severity, message, replace: [{ target: node, template }], settles: [] };
}

/** Of which row the value is. */
function choiceOf(extreme: Node | undefined, context: RuleContext) {
  const value = extreme && as('FuncCall', extreme)?.args?.[0];
  const order = value && extreme ? orderOf(value, calleeOf(extreme), context) : undefined;
  if (order)
    return {
      order,
      message:
        'PostgreSQL refuses a column that is not grouped by; beside max() or min() SQLite gives that of the same row.',
    };
  const message =
    'PostgreSQL refuses a column that is not grouped by, and SQLite gives that of any row: say which one with max(), min() or GROUP BY.';
  return { order, message, severity: { severity: 'warning' as const } };
}

function firstOf(value: Span | string, order: Template | undefined): Template {
  return sql`(array_agg(${value}${order ?? ''}))[1]`;
}

function orderOf(value: Node, callee: string, context: RuleContext): Template {
  return sql` order by ${context.text(value)}${callee === 'max' ? ' desc' : ''} nulls last`;
}
