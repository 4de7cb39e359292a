import type { Node } from 'libpg-query';
import { type CallTranslation, onCalls } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isInteger, isNumber } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const dateConstruction = defineRule({
  id: 'date-construction',
  title: 'make_date, make_timestamp, to_date, to_timestamp',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `A date is text of a fixed form, so \`make_date\` is a \`printf\`, and \`to_date\` with a pattern of fixed places
puts the parts of the text in order. \`to_timestamp(seconds)\` is \`datetime(seconds, 'unixepoch')\`.

Numbers that are no date (month 13) are an error in PostgreSQL and pass here.`,
  examples: [
    {
      from: "select make_date(2024, 2, 3), to_date('31/01/2024', 'DD/MM/YYYY')",
      to: "select printf('%04d-%02d-%02d', 2024, 2, 3) as make_date, substr('31/01/2024', 7, 4) || '-' || substr('31/01/2024', 4, 2) || '-' || substr('31/01/2024', 1, 2) as to_date",
    },
    {
      from: "select to_timestamp(1706696430) at time zone 'utc'",
      to: "select datetime(1706696430, 'unixepoch') as timezone",
    },
  ],
  on: {
    FuncCall: onCalls({
      make_date: (args) => printed('%04d-%02d-%02d', ordered(args, ['year', 'month', 'day'])),
      make_time: (args, context) =>
        withSeconds('%02d:%02d:', ordered(args, ['hour', 'min', 'sec']), context),
      make_timestamp: (args, context) => {
        const parts = ordered(args, ['year', 'month', 'mday', 'hour', 'min', 'sec']);
        return withSeconds('%04d-%02d-%02d %02d:%02d:', parts, context);
      },
      to_date: ([text, pattern], context) => text && fromText(text, pattern, 'date', context),
      to_timestamp: ([value, pattern], context) => {
        if (value && pattern) return fromText(value, pattern, 'timestamp', context);
        return value && fromSeconds(value, context);
      },
    }),
    NamedArgExpr: () => 'portable',
  },
});

function ordered(args: readonly Node[], names: readonly string[]): readonly Node[] {
  const named = args.map((argument) => as('NamedArgExpr', argument));
  if (!named.some(Boolean)) return args;
  return names.flatMap((name, index) => {
    const found = named.find((argument) => argument?.name === name)?.arg;
    const positional = named[index] ? undefined : args[index];
    return found ?? positional ?? [];
  });
}

function printed(format: string, args: readonly Node[]): Template {
  return sql`printf('${format}', ${join(args, ', ')})`;
}

/** The last part may have a fraction, of which PostgreSQL prints no zeros at the end. */
function withSeconds(format: string, args: readonly Node[], context: RuleContext): Template {
  const isWhole = isInteger(context.typeOf(args.at(-1)));
  if (isWhole) return printed(`${format}%02d`, args);
  return sql`rtrim(rtrim(${printed(`${format}%09.6f`, args)}, '0'), '.')`;
}

function fromSeconds(value: Node, context: RuleContext): Template | CallTranslation {
  const type = context.typeOf(value);
  if (isInteger(type)) return sql`datetime(${value}, 'unixepoch')`;
  const template = sql`strftime('%Y-%m-%d %H:%M:%f', ${value}, 'unixepoch')`;
  if (isNumber(type)) return template;
  return { template, note: 'the seconds have to be a number.', severity: 'warning' };
}

const places: Readonly<Record<string, number>> = { YYYY: 4, MM: 2, DD: 2, HH24: 2, MI: 2, SS: 2 };

/** Puts the parts of a text with fixed places in the order of SQLite's form. */
function fromText(
  text: Node,
  pattern: Node | undefined,
  kind: 'date' | 'timestamp',
  context: RuleContext,
): Template | CallTranslation {
  const found = new Map<string, Template>();
  let start = 1;
  for (const [part] of (context.stringValue(pattern) ?? '?').matchAll(
    /YYYY|MM|DD|HH24|MI|SS|[A-Za-z]+|[\s\S]/g,
  )) {
    const size = places[part];
    if (size !== undefined) found.set(part, sql`substr(${text}, ${start}, ${size})`);
    else if (/[A-Za-z?]/.test(part)) return noPattern();
    start += size ?? part.length;
  }
  const part = (name: string, fallback: string) => found.get(name) ?? sql`'${fallback}'`;
  if (!found.has('YYYY')) return noPattern();
  const date = sql`${part('YYYY', '')} || '-' || ${part('MM', '01')} || '-' || ${part('DD', '01')}`;
  if (kind === 'date') return context.grouped(date);
  const time = sql`${part('HH24', '00')} || ':' || ${part('MI', '00')} || ':' || ${part('SS', '00')}`;
  return context.grouped(sql`${date} || ' ' || ${time}`);
}

function noPattern(): CallTranslation {
  return {
    severity: 'error',
    note: 'only a literal pattern of YYYY, MM, DD, HH24, MI and SS can be read. Read the text in the application.',
  };
}
