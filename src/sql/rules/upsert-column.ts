import { quoteName } from '../identifier.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const upsertColumn = defineRule({
  id: 'upsert-column',
  title: 'A column without its table in ON CONFLICT DO UPDATE',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.24.0',
  explanation: `In \`ON CONFLICT DO UPDATE SET n = n + 1\` the \`n\` on the right is that of the row that is there. PostgreSQL calls it
ambiguous, because \`excluded\` has one too: it gets the table's name.`,
  examples: [
    {
      setup: "create table kv (k text primary key, v int); insert into kv values ('a', 1)",
      from: "insert into kv values ('a', 9) on conflict (k) do update set v = v + excluded.v where v < 5 returning v",
      to: "insert into kv values ('a', 9) on conflict (k) do update set v = kv.v + excluded.v where kv.v < 5 returning v",
    },
  ],
  on: {
    ColumnRef: ({ fields }, context) => {
      const conflict = context.path.findLastIndex(({ kind }) => kind === 'OnConflictClause');
      const name = fields?.length === 1 ? as('String', fields[0])?.sval : undefined;
      const inside = context.path[conflict + 1];
      if (conflict < 0 || name === undefined || inside?.field === 'infer') return undefined;
      if (context.path.slice(conflict).some(({ kind }) => kind === 'SelectStmt')) return undefined;
      const { relation } = context.enclosing('InsertStmt') ?? {};
      const table = relation?.alias?.aliasname ?? relation?.relname;
      if (!table) return undefined;
      return {
        at: context.node,
        message:
          'PostgreSQL does not know which row is meant: the one that is there has the name of the table.',
        replace: [
          {
            target: context.node,
            template: sql`${quoteName(table)}.${context.source.spanOf(context.node)}`,
          },
        ],
      };
    },
  },
});
