import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { timeValue } from '../dates/time-value.ts';
import { type Answer, defineRule } from '../rule.ts';
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
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval;
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr || (operator !== '+' && operator !== '-'))
        return undefined;
      const [left, right] = [context.typeOf(lexpr), context.typeOf(rexpr)];
      if (isDate(left) && isInteger(right)) return days(lexpr, rexpr, operator, context);
      if (isInteger(left) && isDate(right) && operator === '+')
        return days(rexpr, lexpr, operator, context);
      if (operator === '+' && isDate(left) && right?.name === 'time')
        return dayTime(lexpr, rexpr, context);
      if (operator === '+' && left?.name === 'time' && isDate(right))
        return dayTime(rexpr, lexpr, context);
      const bothDates = isDate(left) && (isDate(right) || isUnknownLiteral(right));
      if (operator === '-' && bothDates) return dayDifference(lexpr, rexpr, context);
      if (operator === '-' && left?.name === 'time' && right?.name === 'time')
        return {
          at: context.node,
          severity: 'error',
          message:
            'The difference of two times is an interval, which SQLite does not have. Take seconds: unixepoch(a) - unixepoch(b).',
        };
      const isMoment = isTimestamp(left) || isTimestamp(right);
      if (operator === '-' && isMoment && isMomentLike(left) && isMomentLike(right))
        return {
          at: context.node,
          severity: 'error',
          message:
            'The difference of two timestamps is an interval, which SQLite does not have. Take seconds: unixepoch(a) - unixepoch(b), or extract(epoch from a - b), which is translated.',
        };
      return undefined;
    },
  },
});

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

function dayDifference(left: Node, right: Node, context: RuleContext): Answer {
  const template = sql`cast(julianday(${timeValue(left)}) - julianday(${timeValue(right)}) as integer)`;
  return {
    at: context.node,
    message: 'A date is text in SQLite: the days between two dates come from julianday().',
    replace: [{ target: context.node, template }],
  };
}
