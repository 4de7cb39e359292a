import type { Node } from 'libpg-query';
import { constantInterval, modifiers } from '../dates/interval-value.ts';
import { fractionOf, isColumn, isNow, timeValue } from '../dates/time-value.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isInterval, isTimestamp } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const intervalArithmetic = defineRule({
  id: 'interval-arithmetic',
  title: 'A date or timestamp plus or minus an interval',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `SQLite has no interval type: its date functions take what is added as texts, \`datetime(t, '+1 day')\`.
As these functions drop the part of a second, it is put behind the result again.

A month after January 31 is March 2 in SQLite and the last of February in PostgreSQL: \`'floor'\`
(3.46) or the last day of the month sets it right. Intervals that are the values of columns have no
form: keep seconds, or a number of days.`,
  examples: [
    {
      setup: "create table o (placed timestamp); insert into o values ('2024-01-15 08:00:00.5')",
      from: "select placed + interval '1 day 2 hours', date '2024-01-31' - interval '1 week' from o",
      to: "select datetime(placed, '+1 day', '+2 hours') || substr(placed, 20), datetime('2024-01-31', '-7 days') from o",
    },
    {
      from: "select now() - interval '1 day' < now()",
      to: "select strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 day') < strftime('%Y-%m-%d %H:%M:%f', 'now')",
    },
  ],
  on: {
    A_Expr: onOperators(['+', '-'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval;
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      const isReversed = operator === '+' && isIntervalNode(lexpr, context);
      const [moment, interval] = isReversed ? [rexpr, lexpr] : [lexpr, rexpr];
      if (!isIntervalNode(interval, context)) return undefined;
      return answer(moment, interval, operator === '-' ? -1 : 1, context);
    }),
  },
});

function isIntervalNode(node: Node, context: RuleContext): boolean {
  return isInterval(context.typeOf(node)) || constantInterval(node, context) !== undefined;
}

function answer(moment: Node, interval: Node, sign: 1 | -1, context: RuleContext): Answer {
  const type = context.typeOf(moment);
  if (isInterval(type)) return undefined;
  const steps = modifiers(interval, sign, context);
  if (!steps)
    return {
      at: context.node,
      severity: 'error',
      message:
        "SQLite has no intervals, and this one is not known before the statement runs. Keep a number of seconds or days, and add it as a text: datetime(t, n || ' days').",
    };
  const constant = constantInterval(interval, context);
  const hasMonths = constant ? constant.months !== 0 : mayHaveMonths(interval, context);
  const hasFraction = constant ? !Number.isInteger(constant.seconds) : false;
  const isKnown = isDate(type) || isTimestamp(type) || type?.name === 'time' || isNow(moment);
  const template =
    hasMonths && constant
      ? withMonths({ moment, steps, seconds: constant.seconds }, context)
      : plain(moment, steps, hasFraction, context);
  const finding: Finding = {
    at: context.node,
    message: 'SQLite has no intervals: its date functions take what is added as a text.',
    replace: [{ target: context.node, template: context.grouped(template) }],
  };
  if (isKnown && !hasFraction && (constant || !hasMonths)) return finding;
  const doubt = hasFraction
    ? 'Parts of a second are kept to a millisecond.'
    : isKnown
      ? 'A month that is too short for the day runs into the next one.'
      : 'The type of the value is not known: it has to be text in the form YYYY-MM-DD HH:MM:SS.';
  return { ...finding, severity: 'warning', message: `${finding.message} ${doubt}` };
}

/** Whether a number of an interval, or a text that is put together, may mean months. */
function mayHaveMonths(node: Node, context: RuleContext): boolean {
  const { lexpr, rexpr } = as('A_Expr', as('TypeCast', node)?.arg ?? node) ?? {};
  const units = [lexpr, rexpr].flatMap((side) => (side ? (context.stringValue(side) ?? []) : []));
  return (
    units.length === 0 || units.some((unit) => !/^\s*(\d+\s*)?(day|hour|min|sec|week)/i.test(unit))
  );
}

function plain(
  moment: Node,
  steps: readonly Template[],
  hasFraction: boolean,
  context: RuleContext,
): Template {
  const list = join([timeValue(moment), ...steps], ', ');
  if (context.typeOf(moment)?.name === 'time')
    return isColumn(moment) ? sql`time(${list}) || substr(${moment}, 9)` : sql`time(${list})`;
  if (isNow(moment) || hasFraction) return sql`strftime('%Y-%m-%d %H:%M:%f', ${list})`;
  return withFraction(sql`datetime(${list})`, moment, context);
}

function withFraction(whole: Template, moment: Node, context: RuleContext): Template {
  const fraction = fractionOf(moment, context);
  return fraction ? sql`${whole} || ${fraction}` : whole;
}

interface MonthStep {
  readonly moment: Node;
  readonly steps: readonly Template[];
  readonly seconds: number;
}

/** Months first, down to the last day of a shorter month; then days and seconds. */
function withMonths({ moment, steps, seconds }: MonthStep, context: RuleContext): Template {
  const [months = sql``, ...rest] = steps;
  const value = timeValue(moment);
  if (context.sqliteHas('3.46.0')) {
    const list = join([value, months, sql`'floor'`, ...rest], ', ');
    if (isNow(moment)) return sql`strftime('%Y-%m-%d %H:%M:%f', ${list})`;
    return withFraction(sql`datetime(${list})`, moment, context);
  }
  const lastDay = sql`date(${value}, 'start of month', ${months}, '+1 month', '-1 day')`;
  const day = sql`min(date(${value}, ${months}), ${lastDay})`;
  const isWhole = isDate(context.typeOf(moment));
  const time = isWhole ? sql`' 00:00:00'` : sql`strftime(' %H:%M:%f', ${value})`;
  const shifted = sql`${day} || ${time}`;
  if (rest.length === 0 && seconds === 0) return isWhole ? sql`datetime(${day})` : shifted;
  return sql`datetime(${join([shifted, ...rest], ', ')})`;
}
