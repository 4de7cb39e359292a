import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as, type Content, contentOf } from '../tree.ts';

export const nullKey = defineRule({
  id: 'null-key',
  title: 'NULL for a number that the database counts',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite gives an \`INTEGER PRIMARY KEY\` the next number where an INSERT says NULL. PostgreSQL does where it says
\`DEFAULT\`.`,
  examples: [
    {
      setup: 'create table t (id integer primary key, a text)',
      from: "insert into t values (null, 'x') returning id, a",
      to: "insert into t values (default, 'x') returning id, a",
    },
  ],
  on: {
    A_Const: ({ isnull }, context) => {
      const [insert, , list] = context.path.slice(-4, -1);
      if (!isnull || list?.field !== 'valuesLists' || insert?.kind !== 'InsertStmt')
        return undefined;
      const { relation, cols } = insert.content as Content<'InsertStmt'>;
      const { items = [] } = list.content as Content<'List'>;
      const current = context.path.at(-1)?.content;
      const index = items.findIndex((item) => contentOf(item) === current);
      const columns = context.schema.table(relation?.relname ?? '')?.columns ?? [];
      const name = cols ? as('ResTarget', cols[index])?.name : columns[index]?.name;
      if (!columns.find((column) => column.name === name)?.isCounted) return undefined;
      return {
        at: context.node,
        message: 'NULL asks SQLite for the next number; DEFAULT asks PostgreSQL for it.',
        replace: [{ target: context.node, template: sql`default` }],
      };
    },
  },
});
