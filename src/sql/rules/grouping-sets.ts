import type { Node, SelectStmt } from 'libpg-query';
import { builtInName } from '../aggregate-call.ts';
import { integerValue } from '../call-rule.ts';
import { columnName } from '../column-name.ts';
import { type Grouping, groupingsOf } from '../grouping-sets.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as, contentOf, eachChild, kindOf, wrap } from '../tree.ts';

export const groupingSets = defineRule({
  id: 'grouping-sets',
  title: 'GROUP BY ROLLUP, CUBE, GROUPING SETS',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.39.0',
  explanation: `SQLite groups by one set of expressions. Each grouping set becomes a query of its own, with NULL for the
expressions that it leaves out, and \`UNION ALL\` puts them together. \`GROUPING(x)\` is known in each of
them: 0 or 1.`,
  examples: [
    {
      setup: "create table t (a text not null, b int); insert into t values ('x', 1), ('y', 2)",
      from: 'select a, sum(b) from t group by rollup(a) order by a',
      to: 'select a, sum(b) from t group by a union all select null as a, sum(b) from t order by a nulls last',
    },
  ],
  on: {
    SelectStmt: (content, context) => {
      const clause = content.groupClause ?? [];
      return clause.some((item) => 'GroupingSet' in item) ? united(content, context) : undefined;
    },
  },
});

function united(content: SelectStmt, context: RuleContext): Answer {
  const groupings = groupingsOf(content.groupClause ?? []);
  const inner = context.parent?.kind === 'SelectStmt';
  // Without an aggregate the empty set would give every row.
  const isPlain = groupings?.some((set) => set.length === 0) && !isAggregated(content);
  const cannot =
    isPlain || content.distinctClause || content.groupDistinct || content.windowClause || inner;
  if (!groupings || cannot || hasWindow(content.targetList ?? []) || hidesOrder(content, context))
    return {
      at: content.groupClause?.[0] ?? context.node,
      severity: 'error',
      message:
        'SQLite groups by one set only. Write one query for each grouping set, and put them together with UNION ALL.',
    };
  const all = uniqueExpressions(groupings, content, context);
  const queries = groupings.map((grouping) => queryOf(content, { grouping, all }, context));
  const target = querySpan(content, context);
  return {
    at: content.groupClause?.[0] ?? context.node,
    message: 'SQLite groups by one set only: each grouping set becomes a query of a UNION ALL.',
    replace: [{ target, template: join(queries, ' union all ') }],
    settles: ['groupClause'],
  };
}

interface Part {
  readonly grouping: Grouping;
  /** What any set groups by, as text that can be compared. */
  readonly all: ReadonlySet<string>;
}

/** A position or an output's name means that result. */
function meant(node: Node, { targetList }: SelectStmt): Node {
  const position = integerValue(node);
  if (position !== undefined) return as('ResTarget', targetList?.[position - 1])?.val ?? node;
  const fields = as('ColumnRef', node)?.fields ?? [];
  const name = fields.length === 1 ? as('String', fields[0])?.sval : undefined;
  const target = name && targetList?.find((item) => as('ResTarget', item)?.name === name);
  return (target && as('ResTarget', target)?.val) || node;
}

function keyOf(node: Node, context: RuleContext): string {
  const column = as('ColumnRef', node)?.fields?.at(-1);
  const name = as('String', column)?.sval;
  return name ?? `(${context.text(node).replaceAll(/\s+/g, ' ').toLowerCase()})`;
}

function uniqueExpressions(
  groupings: readonly Grouping[],
  content: SelectStmt,
  context: RuleContext,
): ReadonlySet<string> {
  return new Set(groupings.flat().map((node) => keyOf(meant(node, content), context)));
}

function queryOf(content: SelectStmt, { grouping, all }: Part, context: RuleContext): Template {
  const kept = new Set(grouping.map((node) => keyOf(meant(node, content), context)));
  const absent = new Set([...all].filter((key) => !kept.has(key)));
  const targets = (content.targetList ?? []).map((item) => {
    const target = as('ResTarget', item);
    if (!target?.val) return sql`${item}`;
    const value = withNulls(target.val, absent, kept, context);
    const isSame = value.parts.length === 1;
    const name = target.name ?? (isSame ? undefined : columnName(target.val));
    return name ? sql`${value} as ${quoteName(name)}` : value;
  });
  const { source } = context;
  const from = content.fromClause ? sql` from ${join(content.fromClause, ', ')}` : sql``;
  const where = content.whereClause
    ? sql` where ${source.outerSpanOf(content.whereClause)}`
    : sql``;
  const having = content.havingClause
    ? sql` having ${withNulls(content.havingClause, absent, kept, context)}`
    : sql``;
  const by = grouping.map((node) => sql`${source.outerSpanOf(meant(node, content))}`);
  const group = by.length > 0 ? sql` group by ${join(by, ', ')}` : sql``;
  return sql`select ${join(targets, ', ')}${from}${where}${group}${having}`;
}

const aggregates =
  /^(count|sum|avg|min|max|every|any_value|(string|array|jsonb?|jsonb?_object)_agg|bool_(and|or)|stddev\w*|var\w*|percentile_\w+|mode)$/;

function isAggregateCall(node: Node): boolean {
  const call = as('FuncCall', node);
  return call !== undefined && aggregates.test(builtInName(call) ?? '');
}

function isAggregated({ targetList = [] }: SelectStmt): boolean {
  return targetList.some((item) => contains(item, isAggregateCall));
}

function hasWindow(targets: readonly Node[]): boolean {
  return targets.some((item) => contains(item, (node) => as('FuncCall', node)?.over !== undefined));
}

function contains(node: Node, test: (node: Node) => boolean): boolean {
  if (test(node)) return true;
  let found = false;
  eachChild(contentOf(node), (kind, child) => {
    found ||= contains(wrap(kind, child as never), test);
  });
  return found;
}

/** An expression with NULL for what the set does not group by, and a number for GROUPING. */
function withNulls(
  node: Node,
  absent: ReadonlySet<string>,
  kept: ReadonlySet<string>,
  context: RuleContext,
): Template {
  const { source } = context;
  const whole = source.outerSpanOf(node);
  const holes: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (inner: Node): void => {
    const grouping = as('GroupingFunc', inner);
    const isAbsent = kindOf(inner) !== 'ResTarget' && absent.has(keyOf(inner, context));
    if (grouping || isAbsent) {
      const text = grouping ? groupingNumber(grouping.args ?? [], kept, context) : 'null';
      const extent = source.extent(inner);
      const end = grouping ? source.partner(extent.first + 1) : extent.last;
      holes.push({ ...source.span({ first: extent.first, last: end }), text });
    } else if (!isAggregateCall(inner) && !('SubLink' in inner))
      eachChild(contentOf(inner), (kind, child) => visit(wrap(kind, child as never)));
  };
  visit(node);
  let position = whole.start;
  let template = sql``;
  for (const hole of holes.toSorted((a, b) => a.start - b.start)) {
    const before = { start: position, end: hole.start };
    template = sql`${template}${before.end > before.start ? before : ''}${hole.text}`;
    position = hole.end;
  }
  const rest = { start: position, end: whole.end };
  return rest.end > rest.start ? sql`${template}${rest}` : template;
}

function groupingNumber(
  args: readonly Node[],
  kept: ReadonlySet<string>,
  context: RuleContext,
): string {
  const bits = args.map((argument) => (kept.has(keyOf(argument, context)) ? '0' : '1'));
  return String(Number.parseInt(bits.join('') || '0', 2));
}

/** Rows of several queries can be sorted by their results only. */
function hidesOrder({ sortClause = [], targetList = [] }: SelectStmt, context: RuleContext) {
  const outputs = new Set(
    targetList.flatMap((item) => {
      const target = as('ResTarget', item);
      return target?.val ? [target.name ?? columnName(target.val)] : [];
    }),
  );
  return sortClause.some((item) => {
    const node = as('SortBy', item)?.node;
    if (!node || integerValue(node) !== undefined) return false;
    const fields = as('ColumnRef', node)?.fields ?? [];
    return fields.length !== 1 || !outputs.has(keyOf(node, context));
  });
}

/** From SELECT to the end of GROUP BY and HAVING. */
function querySpan(content: SelectStmt, { source, node }: RuleContext) {
  const { first, last } = source.extent(node);
  const start = source.find('select', first, last);
  const clause = source.find('group', groupFrom(content, start, source), last);
  const ends = ['order', 'limit', 'offset', 'fetch', 'for', 'union', 'intersect', 'except'];
  // The extent of a grouping set may end before its parentheses: search to the end of the query.
  const end = closingAfter(clause, source);
  const next = source.find([...ends, ')', ';'], clause, end);
  return source.span({ first: start, last: next < 0 ? end : next - 1 });
}

function closingAfter(from: number, source: RuleContext['source']): number {
  for (let index = from; index < source.tokens.length; index += 1) {
    if (source.value(index) === ')') return index;
    index = Math.max(index, source.partner(index));
  }
  return source.tokens.length - 1;
}

function groupFrom(
  { whereClause, fromClause, targetList }: SelectStmt,
  start: number,
  source: RuleContext['source'],
): number {
  const before = whereClause ?? fromClause?.at(-1) ?? targetList?.at(-1);
  return before ? source.extent(before).last : start;
}
