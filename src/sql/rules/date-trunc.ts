import type { Node } from 'libpg-query';
import { type CallTranslation, onCalls } from '../call-rule.ts';
import { epochOf } from '../dates/interval-literal.ts';
import { constantInterval } from '../dates/interval-value.ts';
import { isNow, timeValue } from '../dates/time-value.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';

/** The form of strftime that cuts a moment at a unit. */
const formats: Readonly<Record<string, string>> = {
  day: '%Y-%m-%d 00:00:00',
  hour: '%Y-%m-%d %H:00:00',
  minute: '%Y-%m-%d %H:%M:00',
  month: '%Y-%m-01 00:00:00',
  second: '%Y-%m-%d %H:%M:%S',
  year: '%Y-01-01 00:00:00',
};

export const dateTrunc = defineRule({
  id: 'date-trunc',
  title: 'date_trunc, date_bin',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `\`strftime\` writes a moment with what is smaller than the unit as zeros. A week begins on Monday, a
quarter on the first of its first month. All times are UTC: a \`date_trunc\` of a \`timestamptz\` in
another time zone gives other moments.`,
  examples: [
    {
      from: "select date_trunc('hour', timestamp '2024-01-31 10:20:30'), date_trunc('week', date '2024-03-03')",
      to: "select strftime('%Y-%m-%d %H:00:00', '2024-01-31 10:20:30') as date_trunc, strftime('%Y-%m-%d 00:00:00', '2024-03-03', 'weekday 0', '-6 days') as date_trunc",
    },
    {
      from: "select date_bin('15 minutes', timestamp '2024-01-31 10:20:30', timestamp '2001-01-01')",
      to: "select datetime((unixepoch('2024-01-31 10:20:30') - unixepoch('2001-01-01 00:00:00')) / 900 * 900 + unixepoch('2001-01-01 00:00:00'), 'unixepoch') as date_bin",
    },
  ],
  on: {
    FuncCall: onCalls({
      date_bin: ([stride, moment, origin], context) => binned(stride, moment, origin, context),
      date_trunc: ([unit, moment, zone], context) => {
        const name = context.stringValue(unit)?.toLowerCase();
        const cut = name !== undefined && moment && truncated(name, moment, context);
        if (cut && !zone) return cut;
        return {
          severity: 'error',
          note: 'only literal units from second to year, in UTC, can be cut with strftime().',
        };
      },
    }),
  },
});

function truncated(unit: string, moment: Node, context: RuleContext): Template | undefined {
  const value = timeValue(moment);
  const format = formats[unit];
  if (format) return sql`strftime('${format}', ${value})`;
  switch (unit) {
    case 'week':
      return sql`strftime('%Y-%m-%d 00:00:00', ${value}, 'weekday 0', '-6 days')`;
    case 'quarter':
      return sql`strftime('%Y-%m-01 00:00:00', ${value}, 'start of month', '-' || ((strftime('%m', ${value}) - 1) % 3) || ' months')`;
    case 'milliseconds':
      return sql`strftime('%Y-%m-%d %H:%M:%f', ${value})`;
    case 'microseconds':
      return isNow(moment) ? undefined : sql`${moment}`;
    case 'decade':
      return context.grouped(sql`substr(strftime('%Y', ${value}), 1, 3) || '0-01-01 00:00:00'`);
    default:
      return undefined;
  }
}

function binned(
  stride: Node | undefined,
  moment: Node | undefined,
  origin: Node | undefined,
  context: RuleContext,
): Template | CallTranslation | undefined {
  if (!stride || !moment || !origin) return undefined;
  const interval =
    constantInterval(stride, context) ?? constantInterval(asInterval(stride), context);
  const seconds = interval && !interval.months ? epochOf(interval) : 0;
  if (!Number.isInteger(seconds) || seconds <= 0)
    return {
      severity: 'error',
      note: 'only a stride of whole seconds that is a literal can be computed.',
    };
  const start = sql`unixepoch(${timeValue(origin)})`;
  return sql`datetime((unixepoch(${timeValue(moment)}) - ${start}) / ${seconds} * ${seconds} + ${start}, 'unixepoch')`;
}

/** The first argument of date_bin is an interval, also where it is written as a text. */
function asInterval(node: Node): Node {
  const names = [{ String: { sval: 'interval' } }];
  return { TypeCast: { arg: node, typeName: { names } } } as Node;
}
