import type { RangeVar } from 'libpg-query';
import { defineRule } from '../rule.ts';
import { as, eachChild } from '../tree.ts';

export const returnedQuery = defineRule({
  id: 'returned-query',
  title: 'A query of the changed table in RETURNING',
  fidelity: 'unsupported',
  asWritten: 'differs',
  since: '3.35.0',
  explanation: `A query in RETURNING sees the table as it was before the statement in PostgreSQL, and with the changed rows in
SQLite. Ask it before the statement, in the same transaction.`,
  examples: [
    {
      setup: 'create table t (id int)',
      from: 'insert into t values (1) returning (select count(*) from t) as n',
      notCompared: 'SQLite counts the new row',
    },
  ],
  on: {
    SubLink: ({ subselect }, context) => {
      const returning = context.path.findIndex(({ kind }) => kind === 'ReturningClause');
      const statement = context.path[returning - 1];
      const { relation } = (statement?.content ?? {}) as { relation?: RangeVar };
      if (returning < 0 || !relation || !subselect) return undefined;
      if (!reads(relation.relname ?? '', { subselect })) return undefined;
      return {
        at: context.node,
        message: `SQLite answers this query after ${relation.relname} was changed, PostgreSQL as it was before. Ask it before the statement, in the same transaction.`,
        settles: [],
      };
    },
  },
});

function reads(table: string, content: object): boolean {
  let found = false;
  eachChild(content, (_kind, child, _field, node) => {
    found ||= as('RangeVar', node)?.relname === table || reads(table, child);
  });
  return found;
}
