import type { SelectStmt } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { outputColumns, outputCount } from '../scope.ts';
import { join, sql, type Template } from '../template.ts';

export const distinctOn = defineRule({
  id: 'distinct-on',
  title: 'DISTINCT ON',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.30.0',
  explanation: `SQLite has no DISTINCT ON. The rows of each group are numbered with \`row_number()\` in the order of the
query, and those with the number 1 are taken.

The names of the results have to be known: with \`*\`, give the schema (\`--schema\`).`,
  examples: [
    {
      setup:
        'create table orders (id int primary key, emp int not null, placed int not null); insert into orders values (1, 1, 5), (2, 1, 6), (3, 2, 7)',
      from: 'select distinct on (emp) emp, id from orders order by emp, placed desc',
      to: 'select emp, id from (select emp, id, row_number() over (partition by emp order by emp, placed desc) as position_, row_number() over (order by emp, placed desc) as sequence_ from orders) where position_ = 1 order by sequence_',
    },
  ],
  on: {
    SelectStmt: (content, context) => {
      const { distinctClause = [], targetList = [] } = content;
      const keys = distinctClause.filter((item) => Object.keys(item).length > 0);
      return keys.length > 0 && targetList.length > 0 ? numbered(content, context) : undefined;
    },
  },
});

function numbered(content: SelectStmt, context: RuleContext): Answer {
  const { distinctClause = [], targetList = [], sortClause = [] } = content;
  const { source } = context;
  const names = [...outputColumns(content, context.scope).keys()];
  const settles = ['distinctClause', 'sortClause'];
  const isNamed =
    names.length === outputCount(content, context.scope) &&
    names.every((name) => /^[a-z_]\w*$/.test(name));
  const last = targetList.at(-1);
  if (!isNamed || !last)
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite has no DISTINCT ON, and the results have no names of their own that are known: give each another alias, or number the rows with row_number() in a subquery.',
      settles,
    };
  const extent = source.extent(context.node);
  const on = source.find('on', extent.first);
  const head = source.span({ first: extent.first, last: source.partner(on + 1) });
  const order = sortClause.length > 0 ? sql` order by ${join(sortClause, ', ')}` : sql``;
  const position = sql`row_number() over (partition by ${join(distinctClause, ', ')}${order}) as position_`;
  const sequence =
    sortClause.length > 0 ? sql`, row_number() over (${trimmed(order)}) as sequence_` : sql``;
  const lastSpan = source.spanOf(last);
  return {
    at: head,
    message:
      'SQLite has no DISTINCT ON: the rows of each group are numbered, and the first is taken.',
    replace: [
      { target: head, template: sql`select ${names.map(quoteName).join(', ')} from (select` },
      { target: lastSpan, template: sql`${lastSpan}, ${position}${sequence}` },
      tail(content, context, extent.last),
    ],
    settles,
  };
}

function trimmed({ parts }: Template): Template {
  const [first, ...rest] = parts;
  return { parts: [typeof first === 'string' ? first.trimStart() : (first ?? ''), ...rest] };
}

/** ORDER BY goes into the numbers; what comes after it stays behind. */
function tail(
  { sortClause = [], limitCount, limitOffset }: SelectStmt,
  { source }: RuleContext,
  last: number,
) {
  const [firstSort] = sortClause;
  const lastSort = sortClause.at(-1);
  const end = source.tokens[last]?.end ?? 0;
  if (!firstSort || !lastSort) {
    const limit = limitCount ?? limitOffset;
    const start = limit ? (source.tokens[source.extent(limit).first - 2]?.end ?? end) : end;
    return { target: { start, end: start }, template: sql`) where position_ = 1` };
  }
  const start = source.tokens[source.extent(firstSort).first - 3]?.end ?? end;
  return {
    target: { start, end: source.spanOf(lastSort).end },
    template: sql`) where position_ = 1 order by sequence_`,
  };
}
