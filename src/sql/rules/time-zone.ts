import { onCalls } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const timeZone = defineRule({
  id: 'time-zone',
  title: 'AT TIME ZONE, timezone()',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `Moments are kept in UTC in SQLite, so \`AT TIME ZONE 'UTC'\` gives the value itself. SQLite does not know
other time zones: convert in the application.`,
  examples: [
    {
      setup: "create table t (a timestamptz); insert into t values ('2024-01-31 10:20:30+00')",
      from: "select a at time zone 'UTC', timezone('utc', a) from t",
      to: 'select a as timezone, a as timezone from t',
    },
  ],
  on: {
    FuncCall: onCalls({
      timezone: ([zone, moment], context) => {
        const name = context.stringValue(zone);
        if (moment && name !== undefined && /^(utc|gmt|z|zulu|etc\/utc|\+?0?0(:00)?)$/i.test(name))
          return {
            template: sql`${moment}`,
            note: 'moments are kept in UTC already.',
          };
        return {
          severity: 'error',
          note: `it knows UTC only${name ? `, and not ${name}` : ''}. Convert the moment in the application.`,
        };
      },
    }),
  },
});
