import type { Node } from 'libpg-query';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isNumber, isTimestamp } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

/** A moment of SQLite's date functions as a `timestamp` of PostgreSQL in UTC. */
export interface Moment {
  readonly template: Template;
  /** What may differ. */
  readonly notes: readonly string[];
  /** Whether it is the time of the statement. */
  readonly isNow: boolean;
}

const nowText = "(now() at time zone 'utc')";

/**
 * What `date(value, modifier, ...)` is about; nothing where a modifier has no form.
 * https://www.sqlite.org/lang_datefunc.html
 */
export function momentOf(args: readonly Node[], context: RuleContext): Moment | undefined {
  const [value, ...modifiers] = args;
  const isUnix = modifiers.some((item) => wordOf(item, context) === 'unixepoch');
  let moment: Moment | undefined = startOf(value, isUnix, context);
  for (const modifier of modifiers) {
    const step: Step = { modifier, context };
    moment = moment && modified(moment, step);
  }
  return moment;
}

function wordOf(node: Node, context: RuleContext): string {
  return (context.stringValue(node) ?? '').trim().toLowerCase().replace(/\s+/g, ' ');
}

function startOf(value: Node | undefined, isUnix: boolean, context: RuleContext): Moment {
  const text = value && context.stringValue(value);
  if (!value || text?.toLowerCase() === 'now') return plain(sql`${nowText}`, true);
  if (isUnix) return plain(sql`(to_timestamp(${value}) at time zone 'utc')`);
  if (text !== undefined) return literalMoment(value, text, context);
  const type = context.typeOf(value);
  if (type?.name === 'timestamptz') return plain(sql`(${value} at time zone 'utc')`);
  if (isTimestamp(type)) return plain(context.operand(value));
  if (isDate(type)) return plain(sql`${context.operand(value)}::timestamp`);
  if (isNumber(type))
    return plain(
      sql`(to_timestamp((${context.operand(value)} - 2440587.5) * 86400) at time zone 'utc')`,
    );
  return plain(sql`${context.operand(value)}::timestamp`);
}

function literalMoment(value: Node, text: string, context: RuleContext): Moment {
  if (/^\d\d:\d\d/.test(text)) return plain(sql`('2000-01-01 ' || ${value})::timestamp`);
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const zone = /(?:z|[+-]\d\d:\d\d)$/i.test(text);
    return plain(zone ? sql`(timestamptz ${value} at time zone 'utc')` : sql`timestamp ${value}`);
  }
  return plain(sql`${context.operand(value)}::timestamp`);
}

function plain(template: Template, isNow = false): Moment {
  return { template, notes: [], isNow };
}

interface Step {
  readonly modifier: Node;
  readonly context: RuleContext;
}

const amount = /^([+-]?\d+(?:\.\d+)?) (second|minute|hour|day|month|year)s?$/;

function modified(moment: Moment, { modifier, context }: Step): Moment | undefined {
  const word = wordOf(modifier, context);
  const found = amount.exec(word);
  const [, count = '', unit = ''] = found ?? [];
  const { template } = moment;
  if (found && (unit === 'month' || unit === 'year'))
    return { ...moment, template: monthsLater(moment, `${count} ${unit}`) };
  if (found)
    return {
      ...moment,
      template: sql`${template} + interval '${count.replace(/^\+/, '')} ${unit}'`,
    };
  const start = /^start of (day|month|year)$/.exec(word)?.[1];
  if (start) return { ...moment, template: sql`date_trunc('${start}', ${template})` };
  const weekday = /^weekday ([0-6])$/.exec(word)?.[1];
  if (weekday) {
    const days = sql`(${weekday} - extract(dow from ${template})::int + 7) % 7`;
    return { ...moment, template: sql`${template} + interval '1 day' * (${days})` };
  }
  if (['unixepoch', 'auto', 'subsec', 'subsecond', 'utc', 'ceiling', 'floor'].includes(word))
    return moment;
  if (word === 'localtime') return localMoment(moment);
  if (as('A_Const', modifier)) return undefined;
  return {
    ...moment,
    template: sql`${template} + (${modifier})::interval`,
    notes: [
      ...moment.notes,
      "the modifier is taken for an interval ('+1 day'), and months end where PostgreSQL's do",
    ],
  };
}

/** The session's time zone is what SQLite takes from the machine. */
function localMoment(moment: Moment): Moment {
  const notes = [...moment.notes, "'localtime' is the time zone of the session"];
  if (moment.isNow) return { template: sql`localtimestamp`, notes, isNow: true };
  const template = sql`(${moment.template} at time zone 'utc' at time zone current_setting('TimeZone'))`;
  return { ...moment, template, notes };
}

/** SQLite counts days that a month does not have into the next one; PostgreSQL ends at its last day. */
function monthsLater({ template }: Moment, interval: string): Template {
  const span = `interval '${interval.replace(/^\+/, '')}'`;
  const parts = template.parts;
  const isFirstOfMonth =
    typeof parts[0] === 'string' && /^date_trunc\('(?:month|year)'/.test(parts[0]);
  if (isFirstOfMonth) return sql`${template} + ${span}`;
  return sql`date_trunc('month', ${template}) + ${span} + (${template} - date_trunc('month', ${template}))`;
}
