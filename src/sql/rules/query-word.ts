import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const queryWord = defineRule({
  id: 'query-word',
  title: 'TABLE t, ONLY, SELECT without columns, (row).column, lists of column aliases',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `Some short forms of PostgreSQL are written out in SQLite: \`TABLE t\` is \`SELECT * FROM t\`, \`ONLY\` goes
because there is no inheritance, a SELECT needs a column, \`(e).name\` is \`e.name\`, and the columns of a
subquery get their names in a WITH.`,
  examples: [
    {
      setup: 'create table kv (k text, v int)',
      from: 'table kv',
      to: 'select * from kv',
    },
    {
      setup: 'create table kv (k text, v int)',
      from: 'select count(*), (select (e).v from kv e limit 1) from only kv where exists (select from kv)',
      to: 'select count(*), (select e.v from kv e limit 1) as v from kv where exists (select 1 from kv)',
    },
    {
      from: "values (1, 'a'), (2, 'b') order by 1 desc limit 1",
      to: "select * from (values (1, 'a'), (2, 'b')) order by 1 desc limit 1",
    },
    {
      from: 'select t.v from (values (1), (2)) t(v) where v > 1',
      to: 'select t.v from (with t(v) as (values (1), (2)) select * from t) as t where v > 1',
    },
  ],
  on: {
    A_Indirection: ({ arg, indirection }, context) => {
      const field = as('String', indirection?.[0])?.sval;
      if (field === undefined || indirection?.length !== 1 || !as('ColumnRef', arg))
        return undefined;
      const row = arg ? context.text(arg) : '';
      return written(context.source.spanOf(context.node), `${row}.${quoteName(field)}`);
    },
    JoinExpr: ({ join_using_alias: alias, usingClause }, context) => {
      if (!alias || !usingClause) return undefined;
      const { source } = context;
      const as_ = source.tokens.findIndex(
        ({ value }, index) =>
          value === alias.aliasname &&
          source.value(index - 1) === 'as' &&
          source.value(index - 2) === ')',
      );
      if (as_ < 0) return undefined;
      const start = source.tokens[as_ - 2]?.end ?? 0;
      const answer = written({ start, end: source.tokens[as_]?.end ?? start }, '');
      return answer && { ...answer, settles: ['join_using_alias'] };
    },
    // The names after a subquery go where its translation has them.
    Alias: (_content, context) =>
      context.parent?.kind === 'RangeSubselect' ? 'portable' : undefined,
    RangeSubselect: ({ subquery, alias, lateral }, context) => {
      if (!alias?.colnames || !subquery || lateral) return undefined;
      return named(subquery, alias, context);
    },
    RangeVar: ({ location }, context) => {
      const { source } = context;
      if (!/\bonly\b/i.test(source.text)) return undefined;
      const first = source.tokenAt(location);
      const word = source.value(first - 1) === '(' ? first - 2 : first - 1;
      if (source.value(word) !== 'only') return undefined;
      const end = source.tokens[first]?.start ?? 0;
      const answer = written({ start: source.tokens[word]?.start ?? 0, end }, '');
      return answer && { ...answer, settles: [] };
    },
    SelectStmt: (content, context) => selectWords(content, context),
  },
});

function written(target: Span, text: string) {
  return {
    at: target,
    message: 'SQLite has no such short form: it is written out.',
    replace: [{ target, template: sql`${text}` }],
  };
}

function named(
  subquery: NonNullable<Content<'RangeSubselect'>['subquery']>,
  alias: NonNullable<Content<'RangeSubselect'>['alias']>,
  { source }: RuleContext,
): Answer {
  const inner = source.extent(subquery);
  const open = inner.first - 1;
  const close = source.partner(open);
  let last = close;
  while (source.value(last) !== '(' || last === open) last += 1;
  last = source.partner(last);
  const names = (alias.colnames ?? [])
    .map((item) => quoteName(as('String', item)?.sval ?? ''))
    .join(', ');
  const name = quoteName(alias.aliasname ?? '');
  const body = source.span({ first: open + 1, last: close - 1 });
  const target = source.span({ first: open, last });
  return {
    at: target,
    message: 'SQLite does not name the columns of a subquery after it: a WITH does.',
    replace: [
      {
        target,
        template: sql`(with ${name}(${names}) as (${body}) select * from ${name}) as ${name}`,
      },
    ],
    settles: [],
  };
}

/** VALUES takes no ORDER BY and no LIMIT in SQLite. */
function orderedValues(content: Content<'SelectStmt'>, { source, node }: RuleContext): Answer {
  const { sortClause, limitCount, limitOffset } = content;
  if (!sortClause && !limitCount && !limitOffset) return undefined;
  const { first, last } = source.extent(node);
  const values = source.find('values', first);
  const tail = source.find(['order', 'limit', 'offset', 'fetch'], values, last);
  const rows = source.span({ first: values, last: tail - 1 });
  return {
    at: rows,
    message: 'VALUES takes no ORDER BY and no LIMIT in SQLite: a query around it does.',
    replace: [{ target: rows, template: sql`select * from (${rows})` }],
    settles: [],
  };
}

function selectWords(content: Content<'SelectStmt'>, context: RuleContext): Answer {
  const { targetList, valuesLists, op, fromClause } = content;
  if (op !== 'SETOP_NONE') return undefined;
  if (valuesLists) return orderedValues(content, context);
  const { source, node } = context;
  const [only] = targetList ?? [];
  const star = as('ColumnRef', as('ResTarget', only)?.val);
  if (star?.location === -1 && fromClause) {
    const token = source.tokens[source.extent(node).first];
    return token?.value === 'table'
      ? { ...written(token, 'select * from'), settles: [] }
      : undefined;
  }
  if (targetList) return undefined;
  const token = source.tokens[source.extent(node).first];
  return token?.value === 'select' ? { ...written(token, 'select 1'), settles: [] } : undefined;
}
