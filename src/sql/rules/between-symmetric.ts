import { onOperators } from '../operator-rule.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const betweenSymmetric = defineRule({
  id: 'between-symmetric',
  title: 'BETWEEN SYMMETRIC',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no SYMMETRIC: the lower and the upper bound are chosen with \`min\` and \`max\`.`,
  examples: [
    {
      from: 'select 5 between symmetric 10 and 1',
      to: 'select 5 between min(10, 1) and max(10, 1)',
    },
  ],
  on: {
    A_Expr: onOperators(
      ['BETWEEN SYMMETRIC', 'NOT BETWEEN SYMMETRIC'],
      ({ kind, lexpr, rexpr }, context) => {
        const [low, high] = as('List', rexpr)?.items ?? [];
        const isNot = kind === 'AEXPR_NOT_BETWEEN_SYM';
        if ((!isNot && kind !== 'AEXPR_BETWEEN_SYM') || !lexpr || !low || !high) return undefined;
        const word = isNot ? 'not between' : 'between';
        const template = sql`${lexpr} ${word} min(${low}, ${high}) and max(${low}, ${high})`;
        return {
          at: context.node,
          message: 'SQLite has no SYMMETRIC: min() and max() put the bounds in order.',
          replace: [{ target: context.node, template }],
        };
      },
    ),
  },
});
