import type { Node } from 'libpg-query';
import { type CallTranslation, onCalls } from '../call-rule.ts';
import { epochOf, type Interval } from '../dates/interval-literal.ts';
import { constantInterval } from '../dates/interval-value.ts';
import { isColumn, isNow, timeValue } from '../dates/time-value.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isInterval, isTimestamp } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const extract = defineRule({
  id: 'extract',
  title: 'EXTRACT, date_part',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite has \`strftime\` for the parts of a moment, which gives text: the part is cast to a number. The
epoch comes from \`unixepoch\`. The part of an interval is computed where the interval is a literal,
or the difference of two moments (epoch, day, hour).

All times are UTC: an hour of a \`timestamptz\` in another time zone differs.`,
  examples: [
    {
      setup: "create table t (a timestamp); insert into t values ('2024-12-30 10:20:30.5')",
      from: 'select extract(year from a), extract(second from a), extract(week from a), extract(epoch from a) from t',
      to: "select cast(strftime('%Y', a) as integer) as extract, cast(substr(a, 18) as real) as extract, (strftime('%j', date(a, '-3 days', 'weekday 4')) - 1) / 7 + 1 as extract, (unixepoch(a) + cast('0' || substr(a, 20) as real)) as extract from t",
    },
    {
      from: "select extract(epoch from interval '1 day 2 hours'), extract(epoch from timestamp '2024-01-02' - timestamp '2024-01-01')",
      to: "select 93600 as extract, (unixepoch('2024-01-02 00:00:00') - unixepoch('2024-01-01 00:00:00')) as extract",
    },
    {
      from: "select extract(isodow from date '2024-03-03'), date_part('quarter', date '2024-05-01')",
      to: "select case strftime('%w', '2024-03-03') when '0' then 7 else cast(strftime('%w', '2024-03-03') as integer) end as extract, (cast(strftime('%m', '2024-05-01') as integer) + 2) / 3 as date_part",
    },
  ],
  on: { FuncCall: onCalls({ extract: part, date_part: part }) },
});

function part(args: readonly Node[], context: RuleContext): Template | CallTranslation | undefined {
  const [unit, moment] = args;
  const name = context.stringValue(unit)?.toLowerCase().replace(/s$/, '');
  if (!moment) return undefined;
  const template =
    name === undefined
      ? undefined
      : (intervalPart(name, moment, context) ??
        differencePart(name, moment, context) ??
        momentPart(name, moment, context));
  return (
    template ?? {
      severity: 'error',
      note: 'this part of a moment has to be computed in the application.',
    }
  );
}

function intervalPart(unit: string, node: Node, context: RuleContext): Template | undefined {
  const interval = constantInterval(node, context);
  const value = interval && intervalNumber(unit, interval);
  return value === undefined ? undefined : sql`${value}`;
}

function intervalNumber(unit: string, interval: Interval): number | undefined {
  const { months, days, seconds } = interval;
  const numbers: Readonly<Record<string, number>> = {
    day: days,
    epoch: epochOf(interval),
    hour: Math.trunc(seconds / 3600),
    minute: Math.trunc((seconds % 3600) / 60),
    month: months % 12,
    second: seconds % 60,
    year: Math.trunc(months / 12),
  };
  return numbers[unit];
}

/** The parts of `a - b` and `age(a, b)` that have a form. */
function differencePart(unit: string, node: Node, context: RuleContext): Template | undefined {
  const call = as('FuncCall', node);
  if (as('String', call?.funcname?.at(-1))?.sval === 'age') return ageYears(unit, call?.args ?? []);
  const expression = as('A_Expr', node);
  const operator = as('String', expression?.name?.[0])?.sval;
  const { lexpr, rexpr } = expression ?? {};
  if (
    operator !== '-' ||
    !lexpr ||
    !rexpr ||
    !isMoment(lexpr, context) ||
    !isMoment(rexpr, context)
  )
    return undefined;
  if (unit === 'epoch') {
    const seconds = sql`${epoch(lexpr, context)} - ${epoch(rexpr, context)}`;
    const isWhole = isWholeSecond(lexpr, context) && isWholeSecond(rexpr, context);
    // The difference of two binary fractions has more digits than its parts.
    return isWhole ? sql`(${seconds})` : sql`round(${seconds}, 6)`;
  }
  const whole = sql`(unixepoch(${timeValue(lexpr)}) - unixepoch(${timeValue(rexpr)}))`;
  if (unit === 'day') return context.grouped(sql`${whole} / 86400`);
  if (unit === 'hour') return context.grouped(sql`${whole} % 86400 / 3600`);
  return unit === 'minute' ? context.grouped(sql`${whole} % 3600 / 60`) : undefined;
}

/** Full years between two moments; one argument means up to today. */
function ageYears(unit: string, args: readonly Node[]): Template | undefined {
  const [first, second] = args;
  if (unit !== 'year' || !first) return undefined;
  const later = second ? timeValue(first) : sql`'now'`;
  const earlier = timeValue(second ?? first);
  return sql`cast(strftime('%Y.%m%d', ${later}) - strftime('%Y.%m%d', ${earlier}) as integer)`;
}

function isMoment(node: Node, context: RuleContext): boolean {
  const type = context.typeOf(node);
  // A difference that something is extracted from is one of moments.
  return type === undefined || isTimestamp(type) || isDate(type);
}

/** Seconds since 1970, with the part of a second that a column's text has. */
function epoch(node: Node, context: RuleContext): Template {
  if (isWholeSecond(node, context)) return sql`unixepoch(${timeValue(node)})`;
  if (!isColumn(node)) return sql`unixepoch(${timeValue(node)}, 'subsec')`;
  return sql`(unixepoch(${node}) + cast('0' || substr(${node}, 20) as real))`;
}

/** Whether the moment has certainly no part of a second. */
function isWholeSecond(node: Node, context: RuleContext): boolean {
  if (isNow(node)) return false;
  const text = context.stringValue(node);
  if (text !== undefined) return !text.includes('.');
  const name = as('String', as('FuncCall', node)?.funcname?.at(-1))?.sval ?? '';
  return isDate(context.typeOf(node)) || ['date_trunc', 'date_bin', 'make_date'].includes(name);
}

const formats: Readonly<Record<string, string>> = {
  day: '%d',
  dow: '%w',
  doy: '%j',
  hour: '%H',
  minute: '%M',
  month: '%m',
  year: '%Y',
};

function momentPart(unit: string, moment: Node, context: RuleContext): Template | undefined {
  if (isInterval(context.typeOf(moment))) return undefined;
  const value = timeValue(moment);
  const format = formats[unit];
  if (format) return sql`cast(strftime('${format}', ${value}) as integer)`;
  switch (unit) {
    case 'epoch':
      return epoch(moment, context);
    case 'second':
      return isColumn(moment) && isTimestamp(context.typeOf(moment))
        ? sql`cast(substr(${moment}, 18) as real)`
        : sql`cast(strftime('%f', ${value}) as real)`;
    case 'millisecond':
      return context.grouped(sql`cast(strftime('%f', ${value}) as real) * 1000`);
    case 'quarter':
      return context.grouped(sql`(cast(strftime('%m', ${value}) as integer) + 2) / 3`);
    case 'isodow':
      return sql`case strftime('%w', ${value}) when '0' then 7 else cast(strftime('%w', ${value}) as integer) end`;
    case 'week':
      return context.grouped(
        sql`(strftime('%j', date(${value}, '-3 days', 'weekday 4')) - 1) / 7 + 1`,
      );
    case 'isoyear':
      return sql`cast(strftime('%Y', ${value}, '-3 days', 'weekday 4') as integer)`;
    case 'decade':
      return context.grouped(sql`cast(strftime('%Y', ${value}) as integer) / 10`);
    case 'century':
      return context.grouped(sql`(cast(strftime('%Y', ${value}) as integer) + 99) / 100`);
    default:
      return undefined;
  }
}
