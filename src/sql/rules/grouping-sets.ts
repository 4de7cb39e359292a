import type { Node, SelectStmt } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { integerValue } from '../call-rule.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { columnName } from '../scope.ts';
import { join, sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const groupingSets = defineRule({
  id: 'grouping-sets',
  title: 'ROLLUP, CUBE, GROUPING SETS',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `SQLite groups by one list of columns. Each grouping set becomes a query of its own, with NULL for the columns
that it does not group by, and \`UNION ALL\` puts them together.

\`GROUPING()\` has no equivalent: write a number in each query.`,
  examples: [
    {
      setup: "create table t (a text not null, n int); insert into t values ('x', 1), ('y', 2)",
      from: 'select a, sum(n) from t group by rollup (a) order by a nulls last',
      to: 'select a, sum(n) from t group by a union all select null as a, sum(n) from t order by a nulls last',
    },
  ],
  on: {
    SelectStmt: (content, context) => {
      const items = content.groupClause ?? [];
      if (!items.some((item) => 'GroupingSet' in item)) return undefined;
      return united(content, items, context);
    },
    GroupingSet: () => 'portable',
  },
});

/** The product of all items of GROUP BY, each as a list of sets. */
function setsOf(items: readonly Node[]): readonly (readonly Node[])[] {
  return items.reduce<readonly (readonly Node[])[]>(
    (sets, item) => sets.flatMap((set) => expanded(item).map((more) => [...set, ...more])),
    [[]],
  );
}

function expanded(item: Node): readonly (readonly Node[])[] {
  const set = as('GroupingSet', item);
  if (!set) return [membersOf(item)];
  const members = (set.content ?? []).map(membersOf);
  switch (set.kind) {
    case 'GROUPING_SET_EMPTY':
      return [[]];
    case 'GROUPING_SET_ROLLUP':
      return Array.from({ length: members.length + 1 }, (_, index) =>
        members.slice(0, members.length - index).flat(),
      );
    case 'GROUPING_SET_CUBE':
      return Array.from({ length: 2 ** members.length }, (_, mask) =>
        members
          .filter(
            (_member, index) =>
              ((2 ** members.length - 1 - mask) >> (members.length - 1 - index)) & 1,
          )
          .flat(),
      );
    default:
      return (set.content ?? []).flatMap(expanded);
  }
}

/** `(a, b)` is a row in the tree. */
function membersOf(item: Node): readonly Node[] {
  return as('RowExpr', item)?.args ?? [item];
}

function united(content: SelectStmt, items: readonly Node[], context: RuleContext): Answer {
  const { source } = context;
  const targets = content.targetList ?? [];
  const [firstTarget] = targets;
  const lastTarget = targets.at(-1);
  const extent = source.extent(context.node);
  const group = source.find('group', extent.first, extent.last);
  if (!firstTarget || !lastTarget || group < 0 || content.distinctClause || content.withClause)
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite groups by one list of columns: write a query for each grouping set, with UNION ALL.',
      settles: ['groupClause'],
    };
  const end = source.find(
    ['having', 'window', 'order', 'limit', 'offset', 'fetch'],
    group,
    extent.last,
  );
  const stop = end < 0 ? extent.last + 1 : end;
  const from: Span = {
    start: source.spanOf(lastTarget).end,
    end: source.tokens[group - 1]?.end ?? 0,
  };
  const having = content.havingClause ? sql` having ${content.havingClause}` : sql``;
  const all = uniqueTexts(items, context);
  const queries = setsOf(items).map((set) => {
    const names = new Set(set.map((node) => context.text(node)));
    const list = join(
      targets.map((target) => targetIn(target, names, all, context)),
      ', ',
    );
    const by = set.length > 0 ? sql` group by ${join(set, ', ')}` : sql``;
    return sql`select ${list}${from}${by}${having}`;
  });
  const afterHaving = content.havingClause ? source.extent(content.havingClause).last + 1 : stop;
  const target = {
    start: source.tokens[extent.first]?.start ?? 0,
    end: source.tokens[Math.max(stop, afterHaving) - 1]?.end ?? 0,
  };
  return {
    at: { start: source.tokens[group]?.start ?? 0, end: target.end },
    message: 'SQLite groups by one list of columns: each grouping set is a query of its own.',
    replace: [{ target, template: join(queries, ' union all ') }],
    settles: ['groupClause', 'havingClause'],
  };
}

function uniqueTexts(items: readonly Node[], context: RuleContext): ReadonlySet<string> {
  return new Set(setsOf(items).flatMap((set) => set.map((node) => context.text(node))));
}

/** NULL for a column that this set does not group by. */
function targetIn(
  target: Node,
  grouped: ReadonlySet<string>,
  all: ReadonlySet<string>,
  context: RuleContext,
): Template {
  const item = as('ResTarget', target) as Content<'ResTarget'> | undefined;
  const value = item?.val;
  const text = value ? context.text(value) : '';
  const isGone = value && integerValue(value) === undefined && all.has(text) && !grouped.has(text);
  if (!isGone) return sql`${context.source.spanOf(target)}`;
  return sql`null as ${quoteName(item?.name ?? columnName(value))}`;
}
