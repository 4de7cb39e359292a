import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const anyQuery = defineRule({
  id: 'any-query',
  title: '= ANY (SELECT ...), <> ALL (SELECT ...)',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `SQLite has IN and NOT IN for these. Other comparisons with ANY and ALL have to be written with min() or
max() of the subquery, or with EXISTS.`,
  examples: [
    {
      from: 'select 1 = any (values (1), (3)), 2 <> all (select 3)',
      to: 'select 1 in (values (1), (3)), 2 not in (select 3)',
    },
  ],
  on: {
    SubLink: ({ subLinkType, operName, testexpr, subselect }, context) => {
      const operator = as('String', operName?.at(-1))?.sval;
      if (!operator || !testexpr || !subselect) return undefined;
      const word =
        subLinkType === 'ANY_SUBLINK' && operator === '='
          ? 'in'
          : subLinkType === 'ALL_SUBLINK' && operator === '<>'
            ? 'not in'
            : undefined;
      if (!word)
        return {
          at: context.node,
          severity: 'error',
          message: `SQLite has no ${operator} ANY or ALL of a query: compare with min() or max() of it, or use EXISTS.`,
        };
      return {
        at: context.node,
        message: 'SQLite has IN and NOT IN for this.',
        replace: [
          {
            target: context.node,
            template: sql`${testexpr} ${word} (${context.source.spanOf(subselect)})`,
          },
        ],
      };
    },
  },
});
