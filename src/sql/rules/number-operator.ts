import type { Node } from 'libpg-query';
import { onOperators } from '../operator-rule.ts';
import { isOwnExpression } from '../own-expression.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isInteger, isNumber } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const numberOperator = defineRule({
  id: 'number-operator',
  title: 'Operators of numbers: ^ |/ ||/ @ #',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.35.0',
  explanation: `SQLite has functions for powers and roots, and no operators: \`power\`, \`sqrt\`, \`abs\`. The exclusive or of two
integers is \`(a | b) - (a & b)\`.`,
  examples: [
    {
      from: 'select |/ 25.0, @ -5, 5 # 3, 2 ^ 3, ||/ 27.0',
      to: 'select sqrt(25.0), abs(-5), (5 | 3) - (5 & 3), power(2, 3), round(sign(27.0) * power(abs(27.0), 1.0 / 3), 14)',
    },
  ],
  on: {
    A_Expr: onOperators(
      ['%', '^', '#', '|/', '||/', '@', '~'],
      ({ kind, name, lexpr, rexpr }, context) => {
        const operator = as('String', name?.at(-1))?.sval ?? '';
        if (kind !== 'AEXPR_OP' || !rexpr) return undefined;
        if (operator === '~' && !lexpr) return 'portable';
        const template = lexpr ? binary(operator, lexpr, rexpr, context) : prefix(operator, rexpr);
        return (
          template && {
            at: context.node,
            message: `SQLite has no operator ${operator} for numbers.`,
            replace: [{ target: context.node, template: context.grouped(template) }],
          }
        );
      },
    ),
  },
});

function prefix(operator: string, value: Node): Template | undefined {
  if (operator === '|/') return sql`sqrt(${value})`;
  if (operator === '||/') return cubeRoot(value);
  return operator === '@' ? sql`abs(${value})` : undefined;
}

/** Rounded, because a third is not exact. */
export function cubeRoot(value: Node): Template {
  return sql`round(sign(${value}) * power(abs(${value}), 1.0 / 3), 14)`;
}

/** SQLite's % cuts the fractions off. */
function isFraction(sides: readonly Node[], context: RuleContext): boolean {
  return sides.some((side) => {
    const type = context.typeOf(side);
    return isNumber(type) && !isInteger(type);
  });
}

/** With the digits that the two numbers have, where that is known. */
function remainder(left: Node, right: Node, context: RuleContext): Template {
  const scales = [left, right].map((side) => {
    const type = context.typeOf(side);
    return isInteger(type) ? 0 : type?.modifiers[1];
  });
  const [a, b] = scales;
  const digits = a === undefined || b === undefined ? undefined : Math.max(a, b);
  const value = sql`mod(${left}, ${right})`;
  return digits === undefined ? value : sql`round(${value}, ${digits})`;
}

function binary(operator: string, left: Node, right: Node, context: RuleContext) {
  if (operator === '%' && isFraction([left, right], context) && !isOwnExpression(context))
    return remainder(left, right, context);
  if (operator === '^') return sql`power(${left}, ${right})`;
  if (operator !== '#' || !isInteger(context.typeOf(left))) return undefined;
  const [a, b] = [context.operand(left), context.operand(right)];
  return sql`(${a} | ${b}) - (${a} & ${b})`;
}
