import { castFinding, castTo, quoteLiteral } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const castToRegclass = defineRule({
  id: 'cast-to-regclass',
  title: 'Cast to regclass',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.33.0',
  explanation: `\`regclass\` is the number of a table that prints as its name. SQLite has the names in \`sqlite_schema\`. A
name that does not exist is an error in PostgreSQL and NULL here.`,
  examples: [
    {
      setup: 'create table emp (a int)',
      from: "select 'emp'::regclass::text",
      to: "select (select name from sqlite_schema where type in ('table', 'view') and lower(name) = lower('emp')) as text",
    },
  ],
  on: {
    TypeCast: (content, context) => {
      const cast = castTo(['regclass'], content, context);
      const text = cast && context.stringValue(cast.argument);
      if (text === undefined) return undefined;
      const name = quoteLiteral(text.split('.').at(-1)?.replaceAll('"', '') ?? '');
      const template = sql`(select name from sqlite_schema where type in ('table', 'view') and lower(name) = lower(${name}))`;
      return castFinding(
        context,
        template,
        'SQLite has the names of tables in sqlite_schema; one that does not exist gives NULL.',
      );
    },
  },
});
