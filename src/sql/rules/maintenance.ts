import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const maintenance = defineRule({
  id: 'maintenance',
  title: 'VACUUM, ANALYZE, REINDEX, EXPLAIN',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has \`VACUUM\` for the whole file, \`ANALYZE\` for a table or all, and \`REINDEX\` for a table or an
index, without PostgreSQL's options and words. \`VACUUM\` cannot run in a transaction and writes the
whole file again.`,
  examples: [
    { setup: 'create table t (a int)', from: 'vacuum (full, analyze) t', to: 'vacuum' },
    { setup: 'create table t (a int)', from: 'reindex table concurrently t', to: 'reindex t' },
  ],
  on: {
    ExplainStmt: ({ query }, context) =>
      query && {
        at: { start: 0, end: context.source.text.length },
        message: 'SQLite shows its plan, which has another form, with EXPLAIN QUERY PLAN.',
        replace: [
          {
            target: { start: 0, end: context.source.text.length },
            template: sql`explain query plan ${query}`,
          },
        ],
      },
    ReindexStmt: ({ relation }, context) => ({
      at: context.node,
      message: 'SQLite rebuilds the indexes of one table or all of them, without options.',
      replace: [
        {
          target: { start: 0, end: context.source.text.length },
          template: relation ? sql`reindex ${{ RangeVar: relation }}` : sql`reindex`,
        },
      ],
    }),
    VacuumRelation: () => 'portable',
    VacuumStmt: ({ is_vacuumcmd: isVacuum, options, rels }, context) => {
      const [first, second] = rels ?? [];
      const relation = as('VacuumRelation', first)?.relation;
      const hasOptions = Boolean(options?.length);
      if (!hasOptions && (isVacuum ? !first : !second)) return 'portable';
      const analyze = relation && !second ? sql`analyze ${{ RangeVar: relation }}` : sql`analyze`;
      return {
        at: context.node,
        message: 'SQLite has this for the whole file, without options.',
        replace: [
          {
            target: { start: 0, end: context.source.text.length },
            template: isVacuum ? sql`vacuum` : analyze,
          },
        ],
      };
    },
  },
});
