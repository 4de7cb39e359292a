import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { timeValue } from '../dates/time-value.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isInteger, isTimestamp, isUnknownLiteral } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const dateArithmetic = defineRule({
  id: 'date-arithmetic',
  title: 'Dates plus and minus numbers, and differences',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `A date is text in SQLite, and arithmetic with text takes its first digits: \`'2024-01-31' + 7\` is 2031.
Days are added with \`date(d, '+7 days')\`, and the days between two dates come from \`julianday\`.

The difference of two timestamps is an interval, which SQLite does not have: take the seconds with
\`unixepoch(a) - unixepoch(b)\`.`,
  examples: [
    {
      from: "select date '2024-01-31' + 7, date '2024-03-01' - date '2024-02-01', date '2024-01-31' - 1",
      to: "select date('2024-01-31', '+7 days'), cast(julianday('2024-03-01') - julianday('2024-02-01') as integer), date('2024-01-31', '-1 days')",
    },
  ],
  on: {
    A_Expr: onOperators(['+', '-'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval;
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      if (operator === '+') return sum(lexpr, rexpr, context) ?? sum(rexpr, lexpr, context);
      return difference(lexpr, rexpr, context);
    }),
  },
});

/** A date and a number of days, or a time of day. */
function sum(date: Node, other: Node, context: RuleContext): Answer {
  if (!isDate(context.typeOf(date))) return undefined;
  const type = context.typeOf(other);
  if (isInteger(type)) return days(date, other, '+', context);
  return type?.name === 'time' ? dayTime(date, other, context) : undefined;
}

function difference(lexpr: Node, rexpr: Node, context: RuleContext): Answer {
  const [left, right] = [context.typeOf(lexpr), context.typeOf(rexpr)];
  if (isDate(left) && isInteger(right)) return days(lexpr, rexpr, '-', context);
  if (isDate(left) && (isDate(right) || isUnknownLiteral(right)))
    return dayDifference(lexpr, rexpr, context);
  if ((isDate(left) && !right) || (!left && isDate(right)))
    return perhapsDays(lexpr, rexpr, context);
  if (left?.name === 'time' && right?.name === 'time')
    return noInterval('times', 'Take seconds: unixepoch(a) - unixepoch(b).', context);
  const isMoment = isTimestamp(left) || isTimestamp(right);
  if (!isMoment || !isMomentLike(left) || !isMomentLike(right)) return undefined;
  const advice =
    'Take seconds: unixepoch(a) - unixepoch(b), or extract(epoch from a - b), which is translated.';
  return noInterval('timestamps', advice, context);
}

function noInterval(what: string, advice: string, context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'error',
    message: `The difference of two ${what} is an interval, which SQLite does not have. ${advice}`,
  };
}

function dayTime(date: Node, time: Node, context: RuleContext): Answer {
  const template = sql`${context.operand(date)} || ' ' || ${context.operand(time)}`;
  return {
    at: context.node,
    message: 'Dates and times are text in SQLite: a date and a time of day are put together.',
    replace: [{ target: context.node, template: context.grouped(template) }],
  };
}

function isMomentLike(type: ReturnType<RuleContext['typeOf']>): boolean {
  return isTimestamp(type) || isDate(type) || isUnknownLiteral(type);
}

function days(date: Node, count: Node, operator: '+' | '-', context: RuleContext): Answer {
  const known = integerValue(count);
  const modifier: Template =
    known !== undefined
      ? sql`'${(operator === '+') === known >= 0 ? '+' : '-'}${Math.abs(known)} days'`
      : sql`${operator === '-' ? '-' : ''}${context.operand(count)} || ' days'`;
  return {
    at: context.node,
    message: 'A date is text in SQLite: days are added by date().',
    replace: [{ target: context.node, template: sql`date(${timeValue(date)}, ${modifier})` }],
  };
}

/** One side is a date, and the type of the other is not known: most often it is one too. */
function perhapsDays(left: Node, right: Node, context: RuleContext): Answer {
  return {
    ...dayDifference(left, right, context),
    severity: 'warning',
    message:
      'A date is text in SQLite: the days between two dates come from julianday(). The type of one side is not known: give the schema if it is no date.',
  };
}

function dayDifference(left: Node, right: Node, context: RuleContext): Finding {
  const template = sql`cast(julianday(${timeValue(left)}) - julianday(${timeValue(right)}) as integer)`;
  return {
    at: context.node,
    message: 'A date is text in SQLite: the days between two dates come from julianday().',
    replace: [{ target: context.node, template }],
  };
}
