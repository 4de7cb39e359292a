import { defineRule } from '../rule.ts';
import { isDate, isTimestamp, type SqlType } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { wantedType } from '../wanted-type.ts';

export const sqliteCurrentTime = defineRule({
  id: 'sqlite-current-time',
  title: 'CURRENT_TIMESTAMP is a text in UTC in SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `\`CURRENT_TIMESTAMP\` gives a text in UTC without a fraction in SQLite, and a \`timestamptz\` in PostgreSQL, which a
column of \`timestamp\` takes in the time zone of the session. So UTC is said: in the column's type where one is
known, as text elsewhere.`,
  examples: [
    {
      from: 'create table t (at datetime default current_timestamp, day date default current_date)',
      to: "create table t (at timestamp default (date_trunc('second', now() at time zone 'utc')), day date default ((now() at time zone 'utc')::date))",
    },
    {
      from: 'select current_timestamp is not null',
      to: "select to_char(now() at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') is not null",
    },
  ],
  on: {
    SQLValueFunction: ({ op = '' }, context) => {
      const form = forms[op];
      if (!form) return undefined;
      const wanted = wantedType(context);
      if (wanted?.name === 'timestamptz') return 'portable';
      const template = form(wanted);
      const isDefault =
        context.parent?.kind === 'Constraint' && !/^to_char/.test(String(template.parts[0]));
      return {
        at: context.node,
        message:
          "SQLite's current time is a text in UTC; PostgreSQL's has the time zone of the session.",
        replace: [
          {
            target: context.node,
            template: isDefault ? sql`(${template})` : context.grouped(template),
          },
        ],
      };
    },
  },
});

const forms: Readonly<Record<string, (wanted: SqlType | undefined) => Template>> = {
  SVFOP_CURRENT_TIMESTAMP: (wanted) =>
    isTimestamp(wanted) || isDate(wanted)
      ? sql`date_trunc('second', now() at time zone 'utc')`
      : sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS')`,
  SVFOP_CURRENT_DATE: (wanted) =>
    isTimestamp(wanted) || isDate(wanted)
      ? sql`(now() at time zone 'utc')::date`
      : sql`to_char(now() at time zone 'utc', 'YYYY-MM-DD')`,
  SVFOP_CURRENT_TIME: (wanted) =>
    wanted?.name === 'time'
      ? sql`(now() at time zone 'utc')::time`
      : sql`to_char(now() at time zone 'utc', 'HH24:MI:SS')`,
};
