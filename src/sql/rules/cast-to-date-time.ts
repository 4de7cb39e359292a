import { type Cast, castFinding, castTo, quoteLiteral } from '../cast.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isTimestamp } from '../sql-type.ts';
import { sql } from '../template.ts';
import { type Moment, readMoment, timestampText } from '../timestamp-literal.ts';

const functions: Readonly<Record<string, string>> = {
  date: 'date',
  time: 'time',
  timestamp: 'datetime',
  timestamptz: 'datetime',
};

/** PostgreSQL's words for moments, as arguments of SQLite's functions. */
const words: Readonly<Record<string, string>> = {
  now: "'now'",
  today: "'now', 'start of day'",
  tomorrow: "'now', 'start of day', '+1 day'",
  yesterday: "'now', 'start of day', '-1 day'",
  epoch: "0, 'unixepoch'",
};

import { as } from '../tree.ts';

export const castToDateTime = defineRule({
  id: 'cast-to-date-time',
  title: 'Cast to a date, time or timestamp',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite keeps dates and times as text, \`YYYY-MM-DD\` and \`YYYY-MM-DD HH:MM:SS\`, which sorts and
compares as they do. \`CAST(x AS DATE)\` would give a number. A literal becomes text in that form,
moved to UTC where it has an offset; any other value goes through \`date()\`, \`time()\` or
\`datetime()\`.

\`infinity\`, years before Christ and years after 9999 have no form in SQLite.`,
  examples: [
    {
      from: "select '2024-01-31 10:00:00'::date, timestamp '2024-01-31 10:00', '10:20:30'::time",
      to: "select '2024-01-31' as date, '2024-01-31 10:00:00' as timestamp, '10:20:30' as time",
    },
    {
      setup: "create table o(placed timestamp); insert into o values ('2024-02-20 23:59:59')",
      from: 'select placed::date, placed::time from o',
      to: 'select date(placed) as placed, substr(placed, 12) as placed from o',
    },
  ],
  on: {
    // date(x) is a cast in PostgreSQL, and gives the same in SQLite.
    FuncCall: ({ funcname, args = [] }) => {
      const isDay = args.length === 1 && as('String', funcname?.at(-1))?.sval === 'date';
      return isDay ? 'portable' : undefined;
    },
    TypeCast: (content, context) => {
      const cast = castTo(Object.keys(functions), content, context);
      if (!cast) return undefined;
      const text = context.stringValue(cast.argument);
      return text === undefined || 'TypeCast' in cast.argument
        ? computed(cast, context)
        : literal(cast, text, context);
    },
  },
});

const message = 'SQLite keeps dates and times as text in the form YYYY-MM-DD HH:MM:SS.';

function literal(cast: Cast, text: string, context: RuleContext): Finding {
  const word = words[text.trim().toLowerCase()];
  const name = functions[cast.to.name] ?? 'datetime';
  if (word) return castFinding(context, sql`${name}(${word})`, message);
  const moment = readMoment(text);
  const value = moment && literalText(cast.to.name, moment);
  if (value) return castFinding(context, sql`${quoteLiteral(value)}`, message);
  const problem = `SQLite cannot read '${text}' as a ${cast.to.name}. Write it as YYYY-MM-DD HH:MM:SS in UTC.`;
  return { at: context.node, severity: 'error', message: problem };
}

function literalText(type: string, moment: Moment): string | undefined {
  if (type === 'time') return moment.time;
  if (!moment.date) return undefined;
  if (type === 'date') return moment.date;
  // Without a time zone, PostgreSQL reads over an offset.
  const { offset, ...local } = moment;
  return timestampText(type === 'timestamptz' && offset !== undefined ? moment : local);
}

function computed({ argument, from, to }: Cast, context: RuleContext): Finding {
  const isSame = to.name === 'date' ? isDate(from) : to.name !== 'time' && isTimestamp(from);
  const [digits = 6] = to.modifiers;
  if (isSame && digits === 0)
    return castFinding(
      context,
      sql`datetime(unixepoch(${argument}, 'subsec') + 0.5, 'unixepoch')`,
      message,
    );
  if (isSame && digits < 6)
    return castFinding(
      context,
      sql`${argument}`,
      `${message} The fraction of a second keeps its digits.`,
      'warning',
    );
  if (isSame) return castFinding(context, sql`${argument}`, message);
  if (to.name === 'time' && isTimestamp(from))
    return castFinding(context, sql`substr(${argument}, 12)`, message);
  const name = functions[to.name] ?? 'datetime';
  const losesFraction = to.name !== 'date' && !isDate(from);
  const note = losesFraction ? `${message} ${name}() drops a fraction of a second.` : message;
  return castFinding(
    context,
    sql`${name}(${argument})`,
    note,
    losesFraction ? 'warning' : undefined,
  );
}
