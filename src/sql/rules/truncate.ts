import { quoteName } from '../identifier.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const truncate = defineRule({
  id: 'truncate',
  title: 'TRUNCATE',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite deletes all rows with a DELETE without a condition, as fast as TRUNCATE. RESTART IDENTITY also deletes
the counter in \`sqlite_sequence\`. CASCADE has no equivalent: delete the rows of the other tables
first, or let ON DELETE CASCADE do it.`,
  examples: [
    {
      setup: 'create table a (id serial primary key); create table b (x int)',
      from: 'truncate table only a, public.b restart identity',
      to: "delete from a; delete from sqlite_sequence where name = 'a'; delete from b; delete from sqlite_sequence where name = 'b'",
    },
  ],
  on: {
    TruncateStmt: ({ relations, restart_seqs: restarts, behavior }, context) => {
      const at = { start: 0, end: context.source.text.length };
      const isCascade = behavior === 'DROP_CASCADE';
      const statements = (relations ?? []).flatMap((item) => {
        const name = as('RangeVar', item)?.relname ?? '';
        const deletion = `delete from ${quoteName(name)}`;
        return restarts
          ? [deletion, `delete from sqlite_sequence where name = '${name}'`]
          : [deletion];
      });
      return {
        at,
        ...(isCascade && { severity: 'warning' as const }),
        message: isCascade
          ? 'SQLite has no CASCADE here: rows of other tables go only where their foreign key says ON DELETE CASCADE.'
          : 'SQLite has no TRUNCATE: a DELETE without a condition is as fast.',
        replace: [{ target: at, template: sql`${statements.join('; ')}` }],
      };
    },
  },
});
