import { nullability } from '../nullable.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import type { Content } from '../tree.ts';

export const sqliteNullOrder = defineRule({
  id: 'sqlite-null-order',
  title: 'NULL is the smallest value in SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `SQLite sorts NULL before every value, PostgreSQL after it. \`NULLS FIRST\`, or \`NULLS LAST\` for \`DESC\`, keeps the
order. Columns that cannot be NULL stay as they are.`,
  examples: [
    {
      setup:
        "create table emp (id integer primary key, dept text); insert into emp values (1, 'a'), (2, null)",
      from: 'select id from emp order by dept, id desc',
      to: 'select id from emp order by dept nulls first, id desc',
    },
  ],
  on: {
    SortBy: ({ node, sortby_dir, sortby_nulls }, context) => {
      if (!node || sortby_nulls !== 'SORTBY_NULLS_DEFAULT') return undefined;
      const holder = context.parent;
      const select =
        holder?.kind === 'SelectStmt' ? (holder.content as Content<'SelectStmt'>) : undefined;
      if (nullability(node, context, select) === 'never') return undefined;
      const end = context.source.spanOf(context.node).end;
      const place = sortby_dir === 'SORTBY_DESC' ? ' nulls last' : ' nulls first';
      return {
        at: context.node,
        message: 'SQLite sorts NULL before all values, PostgreSQL after them.',
        replace: [{ target: { start: end, end }, template: sql`${place}` }],
        settles: [],
      };
    },
  },
});
