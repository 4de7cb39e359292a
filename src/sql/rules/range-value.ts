import type { Node } from 'libpg-query';
import { onFunctions } from '../call-rule.ts';
import { castTo } from '../cast.ts';
import { onOperators } from '../operator-rule.ts';
import {
  elementBound,
  literalParts,
  type RangeBound,
  type RangeParts,
  rangeConstructors,
  rangeParts,
  reaches,
} from '../range-parts.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

/** Behind the first three, what cannot be asked of the ends alone. */
const operators = '@> <@ && + - * < > <= >= << >> &< &> -|-'.split(' ');

const questions: Readonly<Record<string, (range: RangeParts) => Template>> = {
  isempty: ({ filled }) => (filled ? sql`(not ${filled})` : sql`false`),
  lower: (range) => end(range, range.lower),
  lower_inc: (range) => included(range, range.lower),
  lower_inf: (range) => unbounded(range, range.lower),
  upper: (range) => end(range, range.upper),
  upper_inc: (range) => included(range, range.upper),
  upper_inf: (range) => unbounded(range, range.upper),
};

const asked = [...rangeConstructors, ...Object.keys(questions)];

export const rangeValue = defineRule({
  id: 'range-value',
  title: 'Ranges: int4range, daterange, tstzrange, @>, &&, lower, upper',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite has no ranges. A column of them holds the text that PostgreSQL writes, \`[2024-01-01,2024-02-01)\` without
quotes, and what is asked of it compares its ends. A range that is made on the spot of two columns needs no
text: \`daterange(a, b) && daterange(c, d)\` compares the four.

No index helps with the text of a column: keep the two ends in columns where there are many rows. EXCLUDE, and
unions and intersections of ranges, have no form.`,
  examples: [
    {
      setup:
        "create table stay (id int primary key, during daterange); insert into stay values (1, '[2024-01-01,2024-01-10]'), (2, null), (3, 'empty'), (4, '(,2024-01-03)')",
      from: "select id from stay where during @> date '2024-01-10' order by id",
      to: "select id from stay where (during <> 'empty' and (substr(during, 2, instr(during, ',') - 2) = '' or substr(during, 2, instr(during, ',') - 2) <= '2024-01-10') and (substr(during, instr(during, ',') + 1, length(during) - instr(during, ',') - 1) = '' or '2024-01-10' < substr(during, instr(during, ',') + 1, length(during) - instr(during, ',') - 1))) order by id",
    },
    {
      setup:
        "create table term (a date not null, b date not null); insert into term values ('2024-01-01', '2024-02-01')",
      from: "select daterange(a, b) && daterange('2024-01-31', '2024-03-01') as o, 5 <@ int4range(1, 5) as c, lower(int4range(2, 9)) as l from term",
      to: "select ((a is null or b is null or a < b) and (a is null or a < '2024-03-01') and (b is null or '2024-01-31' < b)) as o, (1 <= 5 and 5 < 5) as c, 2 as l from term",
    },
  ],
  on: {
    A_Expr: onOperators(operators, ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      if (operator === '@>') return contains(lexpr, rexpr, context);
      if (operator === '<@') return contains(rexpr, lexpr, context);
      if (operator === '&&') return overlap(lexpr, rexpr, context);
      const isRange = [lexpr, rexpr].some((side) => rangeParts(side, context));
      return isRange ? noForm(context) : undefined;
    }),
    FuncCall: onFunctions(asked, ({ funcname, args = [] }, context) => {
      const name = as('String', funcname?.at(-1))?.sval ?? '';
      const own = rangeParts(context.node, context);
      if (own) return replaced(context.grouped(own.text), context);
      const ask = Object.hasOwn(questions, name) ? questions[name] : undefined;
      const parts = ask && args.length === 1 ? rangeParts(args[0], context) : undefined;
      return ask && parts ? replaced(ask(parts), context) : undefined;
    }),
    TypeCast: (content, context) => {
      const cast = castTo(rangeConstructors, content, context);
      const parts = cast && rangeParts(context.node, context);
      return parts && context.stringValue(cast.argument) !== undefined
        ? replaced(parts.text, context)
        : undefined;
    },
  },
});

/** NULL where there is no such end. */
function end({ filled }: RangeParts, { value, infinite }: RangeBound): Template {
  if (!filled && !infinite) return sql`${value}`;
  const conditions = [...(filled ? [filled] : []), ...(infinite ? [sql`not (${infinite})`] : [])];
  return sql`case when ${join(conditions, ' and ')} then ${value} end`;
}

function included({ filled }: RangeParts, { isIn, infinite }: RangeBound): Template {
  if (isIn === false && filled) return sql`case when ${filled} is not null then false end`;
  const parts = [
    ...(filled ? [filled] : []),
    ...(infinite ? [sql`not (${infinite})`] : []),
    typeof isIn === 'boolean' ? sql`${String(isIn)}` : isIn,
  ];
  return sql`(${join(parts, ' and ')})`;
}

function unbounded({ filled }: RangeParts, { infinite }: RangeBound): Template {
  if (!infinite) return sql`false`;
  return filled ? sql`(${filled} and ${infinite})` : infinite;
}

function contains(range: Node, element: Node, context: RuleContext): Answer {
  const parts = rangeParts(range, context);
  if (!parts) return undefined;
  const isRange = rangeParts(element, context) !== undefined;
  if (isRange) return noForm(context);
  const value = elementBound(element, parts.bound, context);
  return replaced(
    all([parts.filled, reaches(parts.lower, value), reaches(value, parts.upper)]),
    context,
  );
}

function overlap(left: Node, right: Node, context: RuleContext): Answer {
  const one = rangeParts(left, context) ?? besideLiteral(left, right, context);
  const other = rangeParts(right, context) ?? besideLiteral(right, left, context);
  if (!one && !other) return undefined;
  if (!one || !other) return noForm(context);
  return replaced(
    all([
      one.filled,
      other.filled,
      reaches(one.lower, other.upper),
      reaches(other.lower, one.upper),
    ]),
    context,
  );
}

function besideLiteral(literal: Node, other: Node, context: RuleContext): RangeParts | undefined {
  const text = context.stringValue(literal);
  const bound = rangeParts(other, context)?.bound;
  return text === undefined || !bound ? undefined : literalParts(bound, text);
}

function all(conditions: readonly (Template | undefined)[]): Template {
  return sql`(${join(
    conditions.flatMap((condition) => condition ?? []),
    ' and ',
  )})`;
}

function replaced(template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message: 'SQLite has no ranges: their ends are compared.',
    replace: [{ target: context.node, template }],
  };
}

function noForm(context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'error',
    message:
      'SQLite has no ranges, and this question of two of them has no form: compare their ends, lower() and upper(), which are translated.',
  };
}
