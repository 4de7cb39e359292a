import type { Node, SelectStmt } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { outputColumns } from '../scope.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const limitClause = defineRule({
  id: 'limit-clause',
  title: 'FETCH FIRST, OFFSET alone, LIMIT ALL',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.25.0',
  explanation: `SQLite has \`LIMIT n OFFSET m\` in this order. \`FETCH FIRST n ROWS ONLY\` is \`LIMIT n\`, and an OFFSET alone
needs \`LIMIT -1\`, which is no limit. \`WITH TIES\` becomes a query over \`rank()\`.`,
  examples: [
    {
      setup: 'create table t (id int primary key); insert into t values (1), (2), (3)',
      from: 'select id from t order by id offset 1 rows fetch next 1 rows only',
      to: 'select id from t order by id limit 1 offset 1',
    },
    {
      setup: 'create table t (id int primary key); insert into t values (1), (2), (3)',
      from: 'select id from t order by id offset 2',
      to: 'select id from t order by id limit -1 offset 2',
    },
  ],
  on: {
    SelectStmt: (content, context) => {
      const { limitCount, limitOffset, limitOption } = content;
      if (!limitCount && !limitOffset) return undefined;
      if (!/\b(fetch|offset|all|null)\b/i.test(context.source.text)) return undefined;
      if (limitOption === 'LIMIT_OPTION_WITH_TIES') return withTies(content, context);
      return plainLimit(content, context);
    },
  },
});

const settles = ['limitCount', 'limitOffset', 'limitOption'];

/** The tokens of the clauses, from the first of them to the last. */
function clauseExtent({ limitCount, limitOffset }: SelectStmt, { source, node }: RuleContext) {
  const { first, last } = source.extent(node);
  const values = [limitCount, limitOffset].flatMap((value) =>
    value ? [source.extent(value)] : [],
  );
  const inner = values.filter((extent) => Number.isFinite(extent.first) && extent.last >= 0);
  let start = Math.min(...inner.map((extent) => extent.first), last);
  while (start > first && !['limit', 'offset', 'fetch'].includes(source.value(start))) start -= 1;
  while (['limit', 'offset', 'fetch'].includes(source.value(start - 2))) start -= 2;
  const lock = source.find('for', start, last);
  return { first: start, last: lock < 0 ? last : lock - 1 };
}

function plainLimit(content: SelectStmt, context: RuleContext): Answer {
  const { limitCount, limitOffset } = content;
  const { source } = context;
  const extent = clauseExtent(content, context);
  const isNone = !limitCount || as('A_Const', limitCount)?.isnull === true;
  const words = [source.value(extent.first), source.value(extent.last)];
  const isPlain =
    words[0] === 'limit' && !['rows', 'row', 'only'].includes(words[1] ?? '') && !isNone;
  const isOffsetFirst = words[0] === 'offset';
  if (isPlain && !isOffsetFirst) return undefined;
  const count = isNone || !limitCount ? sql`-1` : written(limitCount, source);
  const offset = limitOffset ? sql` offset ${limitOffset}` : sql``;
  const target = source.span(extent);
  if (isNone && !limitOffset) {
    const start = source.tokens[extent.first - 1]?.end ?? target.start;
    return {
      at: target,
      message: 'SQLite has no LIMIT ALL: without LIMIT all rows come.',
      replace: [{ target: { start, end: target.end }, template: sql`` }],
      settles,
    };
  }
  return {
    at: target,
    message: 'SQLite has LIMIT n OFFSET m, in this order.',
    replace: [{ target, template: sql`limit ${count}${offset}` }],
    settles,
  };
}

/** `FETCH FIRST ROW ONLY` means one row, which no token says. */
function written(count: Node, source: RuleContext['source']): Template {
  return source.extent(count).last < 0 ? sql`1` : sql`${count}`;
}

function withTies(content: SelectStmt, context: RuleContext): Answer {
  const { limitCount, sortClause, targetList } = content;
  const { source } = context;
  const names = [...outputColumns(content, context.scope).keys()];
  const last = targetList?.at(-1);
  const [firstSort] = sortClause ?? [];
  const isNamed =
    names.length === targetList?.length && names.every((name) => /^[a-z_]\w*$/.test(name));
  if (!isNamed || !last || !firstSort || !limitCount || content.limitOffset)
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite has no WITH TIES: number the rows with rank() in a subquery, and take those up to the limit.',
      settles,
    };
  const extent = source.extent(context.node);
  const order = source.extent(firstSort).first - 2;
  const start = source.tokens[order - 1]?.end ?? 0;
  const select = source.tokens[extent.first] ?? { start: 0, end: 0 };
  const lastSpan = source.spanOf(last);
  return {
    at: context.node,
    message: 'SQLite has no WITH TIES: the rows are numbered with rank().',
    replace: [
      { target: select, template: sql`select ${names.map(quoteName).join(', ')} from (select` },
      {
        target: lastSpan,
        template: sql`${lastSpan}, rank() over (order by ${join(sortClause ?? [], ', ')}) as rank_`,
      },
      {
        target: { start, end: source.tokens[extent.last]?.end ?? start },
        template: sql`) where rank_ <= ${limitCount} order by rank_`,
      },
    ],
    settles: [...settles, 'sortClause'],
  };
}
