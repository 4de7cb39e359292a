import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const subqueryAlias = defineRule({
  id: 'subquery-alias',
  title: 'A query in FROM without a name',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: 'PostgreSQL before version 16 wants a name for each query in FROM.',
  examples: [
    { from: 'select count(*) from (select 1)', to: 'select count(*) from (select 1) as subquery' },
  ],
  on: {
    RangeSubselect: ({ alias, subquery }, { source, node, path }) => {
      if (alias || !subquery) return undefined;
      const { end } = source.outerSpanOf(subquery);
      const depth = path.filter(({ kind }) => kind === 'RangeSubselect').length;
      return {
        at: node,
        message: 'PostgreSQL before version 16 wants a name for each query in FROM.',
        replace: [
          {
            target: { start: end, end },
            template: sql` as subquery${depth > 1 ? String(depth) : ''}`,
          },
        ],
        settles: [],
      };
    },
  },
});
