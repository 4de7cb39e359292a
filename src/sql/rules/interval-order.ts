import type { Node } from 'libpg-query';
import { onFunctions } from '../call-rule.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { as } from '../tree.ts';

const ordering = [
  ...['<', '>', '<=', '>=', 'BETWEEN', 'NOT BETWEEN'],
  ...['BETWEEN SYMMETRIC', 'NOT BETWEEN SYMMETRIC'],
];

export const intervalOrder = defineRule({
  id: 'interval-order',
  title: 'Intervals that are compared or sorted',
  fidelity: 'unsupported',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `SQLite keeps an interval as text, and text sorts by its letters: '10 days' comes before '2 days'. Keep a number
of seconds or days in a column of numbers, and sort and compare that.`,
  examples: [
    {
      setup: 'create table t (id int, d interval not null)',
      from: 'select id from t order by d',
      notCompared: 'SQLite sorts the text',
    },
  ],
  on: {
    A_Expr: onOperators(ordering, ({ lexpr, rexpr }, context) =>
      [lexpr, rexpr].some((side) => side && isInterval(side, context)) ? said(context) : undefined,
    ),
    FuncCall: onFunctions(['min', 'max'], ({ args }, context) => {
      const [value] = args ?? [];
      return value && isInterval(value, context) ? said(context) : undefined;
    }),
    SortBy: ({ node }, context) => (node && isInterval(node, context) ? said(context) : undefined),
  },
});

/** A stored interval; differences of moments are those of other rules. */
function isInterval(node: Node, context: RuleContext): boolean {
  const type = as('ColumnRef', node) && context.typeOf(node);
  return type?.name === 'interval' && !type.array;
}

function said(context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'warning',
    message:
      "SQLite keeps an interval as text and sorts it by its letters, '10 days' before '2 days'. Keep seconds in a column of numbers, and compare those.",
    settles: [],
  };
}
