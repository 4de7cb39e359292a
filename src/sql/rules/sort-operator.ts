import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

const directions: Readonly<Record<string, string>> = {
  '<': 'asc nulls last',
  '>': 'desc nulls first',
};

export const sortOperator = defineRule({
  id: 'sort-operator',
  title: 'ORDER BY ... USING an operator',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.30.0',
  explanation: `SQLite sorts by ASC and DESC only. \`USING <\` and \`USING >\` are those two; another operator has no form.`,
  examples: [
    {
      from: 'select v from (values (1), (null), (2)) t(v) order by v using >',
      to: 'select v from (with t(v) as (values (1), (null), (2)) select * from t) as t order by v desc nulls first',
    },
  ],
  on: {
    SortBy: ({ node, sortby_dir: direction, sortby_nulls: nulls, useOp }, context) => {
      if (direction !== 'SORTBY_USING' || !node) return undefined;
      const written = directions[as('String', useOp?.at(-1))?.sval ?? ''];
      if (written === undefined || nulls !== 'SORTBY_NULLS_DEFAULT')
        return {
          at: context.node,
          severity: 'error',
          message: 'SQLite sorts by ASC and DESC only: write one of them.',
        };
      const { source } = context;
      const { end } = source.outerSpanOf(node);
      const using = source.tokens.findIndex(
        ({ start, value }) => start >= end && value === 'using',
      );
      const target = { start: end, end: source.tokens[using + 1]?.end ?? end };
      return {
        at: target,
        message: 'SQLite sorts by ASC and DESC only.',
        replace: [{ target, template: sql` ${written}` }],
      };
    },
  },
});
