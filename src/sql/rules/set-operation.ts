import type { SelectStmt } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { outputColumns } from '../scope.ts';
import { sql } from '../template.ts';
import { wrap } from '../tree.ts';

export const setOperation = defineRule({
  id: 'set-operation',
  title: 'UNION, INTERSECT, EXCEPT',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.25.0',
  explanation: `SQLite goes from left to right, where INTERSECT binds tighter in PostgreSQL, and takes no parentheses around
the parts: a part that has to come first becomes a subquery. \`EXCEPT ALL\` and \`INTERSECT ALL\` count
equal rows with \`row_number()\`.`,
  examples: [
    {
      from: 'select 1 as a union (select 2 intersect select 2) order by 1',
      to: 'select 1 as a union select * from (select 2 intersect select 2) order by 1',
    },
    {
      from: 'select 1 as a union all select 2 intersect select 2 order by 1',
      to: 'select 1 as a union all select * from (select 2 intersect select 2) order by 1',
    },
  ],
  on: {
    SelectStmt: (content, context) => {
      const { op, all, larg, rarg } = content;
      if (!larg || !rarg || op === undefined || op === 'SETOP_NONE') return undefined;
      if (all && op !== 'SETOP_UNION') return counted(larg, rarg, op, context);
      const replace = [
        ...grouped(larg, 'left', op, context),
        ...grouped(rarg, 'right', op, context),
      ];
      if (replace.length === 0) return undefined;
      return {
        at: context.node,
        message:
          'SQLite takes the parts from left to right and without parentheses, so this part is a subquery.',
        replace,
        settles: [],
      };
    },
  },
});

function grouped(
  part: SelectStmt,
  side: 'left' | 'right',
  op: string,
  { source }: RuleContext,
): readonly Replacement[] {
  const node = wrap('SelectStmt', part);
  const { first, last } = source.extent(node);
  const isGrouped = source.value(first - 1) === '(' && source.partner(first - 1) === last + 1;
  const span = source.span({ first, last });
  if (isGrouped) {
    const target = source.span({ first: first - 1, last: last + 1 });
    return [{ target, template: sql`select * from (${span})` }];
  }
  const bindsTighter =
    side === 'right' && part.op === 'SETOP_INTERSECT' && op !== 'SETOP_INTERSECT';
  if (!bindsTighter || !part.larg || !part.rarg) return [];
  const start = source.spanOf(wrap('SelectStmt', part.larg)).start;
  const { end } = memberSpan(part.rarg, source);
  return [{ target: { start, end }, template: sql`select * from (${{ start, end }})` }];
}

/** A member without parentheses: ORDER BY and what follows it belong to the whole. */
function memberSpan(part: SelectStmt, source: RuleContext['source']) {
  const { first, last } = source.extent(wrap('SelectStmt', part));
  const tail = source.find(['order', 'limit', 'offset', 'fetch', 'for'], first, last);
  return source.span({ first, last: tail < 0 ? last : tail - 1 });
}

/** Equal rows are numbered, so that each takes one away. */
function counted(larg: SelectStmt, rarg: SelectStmt, op: string, context: RuleContext): Answer {
  const { source } = context;
  const names = [...outputColumns(larg, context.scope).keys()];
  if (names.length === 0 || names.some((name) => !/^[a-z_]\w*$/.test(name)))
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite has no EXCEPT ALL and INTERSECT ALL: number equal rows with row_number(). The columns of this query have no names to do it.',
    };
  const list = names.map(quoteName).join(', ');
  const [left, right] = [larg, rarg].map((part) => memberSpan(part, source));
  if (!left || !right) return undefined;
  const rows = (name: string) =>
    `select ${list}, row_number() over (partition by ${list}) as position_ from ${name}`;
  const word = op === 'SETOP_EXCEPT' ? 'except' : 'intersect';
  return {
    at: context.node,
    message: 'SQLite has no EXCEPT ALL and INTERSECT ALL: equal rows are numbered.',
    replace: [
      {
        target: { start: left.start, end: right.end },
        template: sql`with left_(${list}) as (${left}), right_(${list}) as (${right}) select ${list} from (${rows('left_')} ${word} ${rows('right_')})`,
      },
    ],
    settles: ['op', 'all', 'larg', 'rarg'],
  };
}
