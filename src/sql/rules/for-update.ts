import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const forUpdate = defineRule({
  id: 'for-update',
  title: 'FOR UPDATE, FOR SHARE',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no row locks: one connection writes at a time, and it locks the whole database.
The clause goes.

Begin the transaction with \`BEGIN IMMEDIATE\`: it takes the write lock at once, so that what was
read cannot change before it is written. \`SKIP LOCKED\` and \`NOWAIT\` have no equivalent: set a
\`busy_timeout\`, and mark the rows that a worker has taken in a column.`,
  examples: [
    {
      setup: 'create table job(id int); insert into job values (1), (2)',
      from: 'select id from job order by id limit 1 for update skip locked',
      to: 'select id from job order by id nulls last limit 1',
    },
    {
      setup: 'create table job(id int); insert into job values (1), (2)',
      from: 'select id from job order by id for update skip locked limit 1 offset 1',
      to: 'select id from job order by id nulls last limit 1 offset 1',
    },
  ],
  on: {
    SelectStmt: ({ lockingClause }, context) => {
      if (!lockingClause?.length) return undefined;
      const { source } = context;
      const { first, last } = source.extent(context.node);
      const start = lockStart(
        first,
        last,
        (index) => source.value(index),
        (index) => source.partner(index),
      );
      if (start < 0) return undefined;
      const end = limitStart(start, last, (index) => source.value(index));
      const clause = source.span({ first: start, last: end - 1 });
      const before = source.tokens[start - 1]?.end ?? clause.start;
      return {
        at: clause,
        message:
          'SQLite has no row locks, so this clause goes. Begin the transaction with BEGIN IMMEDIATE to keep others from writing.',
        replace: [{ target: { start: before, end: clause.end }, template: sql`` }],
        settles: ['lockingClause'],
      };
    },
  },
});

/** Where a limit begins that stands behind the locking clause; else where the statement is over. */
function limitStart(start: number, last: number, value: (index: number) => string): number {
  for (let index = start; index <= last; index++)
    if (['limit', 'offset', 'fetch'].includes(value(index))) return index;
  return last + 1;
}

/** The first FOR of the statement that begins a locking clause. */
function lockStart(
  first: number,
  last: number,
  value: (index: number) => string,
  partner: (index: number) => number,
): number {
  for (let index = first; index <= last; index = Math.max(index, partner(index)) + 1)
    if (value(index) === 'for' && ['update', 'share', 'no', 'key'].includes(value(index + 1)))
      return index;
  return -1;
}
