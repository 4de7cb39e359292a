import type { Node } from 'libpg-query';
import { type CallTranslator, onCalls } from '../call-rule.ts';
import { type Moment, momentOf } from '../dates/sqlite-moment.ts';
import { writtenBy } from '../dates/strftime-pattern.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isTimestamp } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { wantedType } from '../wanted-type.ts';

export const sqliteDate = defineRule({
  id: 'sqlite-date',
  title: 'date(), datetime(), strftime(), julianday(), unixepoch()',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite's date functions take and give texts in UTC. They become expressions of \`timestamp\`, written with
\`to_char\` where a text is wanted; where they are compared with, or go into, a column of a date or a time, they
stay that.

\`'+1 month'\` from January 31 is March 2 or 3 in SQLite and the last of February in PostgreSQL: the days are
added by themselves. A text that is no date is NULL in SQLite and an error in PostgreSQL.`,
  examples: [
    {
      from: "select date('2024-01-31', '+1 month'), datetime('2024-01-31 10:00:00', '+1 day'), strftime('%Y-%m', '2024-02-20')",
      to: "select to_char(date_trunc('month', timestamp '2024-01-31') + interval '1 month' + (timestamp '2024-01-31' - date_trunc('month', timestamp '2024-01-31')), 'YYYY-MM-DD'), to_char(timestamp '2024-01-31 10:00:00' + interval '1 day', 'YYYY-MM-DD HH24:MI:SS'), to_char(timestamp '2024-02-20', 'YYYY-MM')",
    },
    {
      setup:
        "create table o (id int, placed datetime); insert into o values (1, '2024-02-20 10:00:00')",
      from: "select id, strftime('%Y', placed), unixepoch(placed) from o where placed >= date('2024-02-25', '-7 days')",
      to: "select id, to_char(placed, 'YYYY'), floor(extract(epoch from placed))::bigint from o where placed >= date_trunc('day', timestamp '2024-02-25' + interval '-7 day')",
    },
    {
      from: "select datetime('now') is not null",
      to: "select to_char((now() at time zone 'utc'), 'YYYY-MM-DD HH24:MI:SS') is not null",
    },
  ],
  on: {
    FuncCall: onCalls({
      date: dated((moment) => sql`date_trunc('day', ${moment})`, '%Y-%m-%d'),
      datetime: dated((moment) => sql`date_trunc('second', ${moment})`, '%Y-%m-%d %H:%M:%S'),
      time: (args, context) =>
        withNotes(momentOf(args, context), ({ template }) =>
          written('%H:%M:%S', template, context),
        ),
      strftime: ([format, ...args], context) => {
        const pattern = format && context.stringValue(format);
        if (pattern === undefined)
          return {
            note: 'the format is not known before it runs. Write the patterns of to_char().',
            severity: 'error',
          };
        return withNotes(momentOf(args, context), ({ template }) =>
          written(pattern, template, context),
        );
      },
      julianday: (args, context) =>
        withNotes(
          momentOf(args, context),
          ({ template }) => sql`(extract(epoch from ${template}) / 86400 + 2440587.5)::float8`,
        ),
      unixepoch: (args, context) =>
        withNotes(
          momentOf(args, context),
          ({ template }) => sql`floor(extract(epoch from ${template}))::bigint`,
        ),
    }),
  },
});

function dated(typed: (moment: Template) => Template, format: string): CallTranslator {
  return (args: readonly Node[], context) =>
    withNotes(momentOf(args, context), ({ template }) => {
      const wanted = wantedType(context);
      if (isTimestamp(wanted)) return context.grouped(typed(template));
      if (isDate(wanted)) return sql`(${template})::date`;
      return written(format, template, context);
    });
}

function written(format: string, moment: Template, context: RuleContext): Template | undefined {
  const template = writtenBy(format, moment);
  return template && context.grouped(template);
}

function withNotes(moment: Moment | undefined, give: (moment: Moment) => Template | undefined) {
  const template = moment && give(moment);
  if (!moment || !template)
    return {
      note: 'this modifier or format has no form. Compute the date in the application.',
      severity: 'error' as const,
    };
  if (moment.notes.length === 0) return template;
  return { template, note: `${moment.notes.join('; ')}.`, severity: 'warning' as const };
}
