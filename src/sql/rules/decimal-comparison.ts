import type { Node } from 'libpg-query';
import { onOperators } from '../operator-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const decimalComparison = defineRule({
  id: 'decimal-comparison',
  title: 'Computed decimals compared for equality',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `A \`numeric\` is exact in PostgreSQL: 0.1 + 0.2 is 0.3. SQLite's numbers are binary, and their sum is a little
more. The difference of the two sides is rounded to ten digits before it is compared with 0.`,
  examples: [
    {
      from: 'select 0.1 + 0.2 = 0.3 as same, 0.1 * 3 <> 0.3 as differs',
      to: 'select round(0.1 + 0.2 - (0.3), 10) = 0 as same, round(0.1 * 3 - (0.3), 10) <> 0 as differs',
    },
  ],
  on: {
    A_Expr: onOperators(['=', '<>'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      if (!isDecimal(lexpr, context) || !isDecimal(rexpr, context)) return undefined;
      if (!isComputed(lexpr, context) && !isComputed(rexpr, context)) return undefined;
      return {
        at: context.node,
        message:
          'A computed number is binary in SQLite, so it is compared without its last digits.',
        replace: [
          { target: context.node, template: sql`round(${lexpr} - (${rexpr}), 10) ${operator} 0` },
        ],
      };
    }),
  },
});

function isDecimal(node: Node, context: RuleContext): boolean {
  return /^(numeric|int\d)$/.test(context.typeOf(node)?.name ?? '');
}

/** A sum, difference or product of decimals. */
function isComputed(node: Node, context: RuleContext): boolean {
  const { kind, name, lexpr } = as('A_Expr', node) ?? {};
  const operator = as('String', name?.at(-1))?.sval ?? '';
  const isArithmetic = kind === 'AEXPR_OP' && lexpr !== undefined && /^[-+*]$/.test(operator);
  return isArithmetic && context.typeOf(node)?.name === 'numeric';
}
