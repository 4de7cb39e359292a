import type { Node } from 'libpg-query';
import { onOperators } from '../operator-rule.ts';
import { isOwnExpression } from '../own-expression.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isInteger, isNumber, typeOfTypeName } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const division = defineRule({
  id: 'division',
  title: 'Division of numerics',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `A \`numeric\` that holds a whole number is an integer in SQLite, and integers divide without a remainder:
7 / 2 is 3, where PostgreSQL gives 3.5. The dividend is made a floating point number with \`1.0 *\`.

Without the schema the types are not known: give it (\`--schema\`), or write \`1.0 *\` where fractions
are meant.`,
  examples: [
    {
      setup: 'create table nd (a numeric, b numeric); insert into nd values (7, 2)',
      from: 'select a / b, a / 2, 7 / 2, a / 2.0 from nd',
      to: 'select 1.0 * a / b, 1.0 * a / 2, 7 / 2, a / 2.0 from nd',
    },
  ],
  on: {
    A_Expr: onOperators(['/'], ({ kind, lexpr, rexpr }, context) => {
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      if (isReal(lexpr, context) || isReal(rexpr, context) || isOwnExpression(context))
        return undefined;
      const [left, right] = [context.typeOf(lexpr), context.typeOf(rexpr)];
      if (isInteger(left) && isInteger(right)) return undefined;
      if (isNumber(left) && isNumber(right))
        return {
          at: context.node,
          message:
            'A numeric that is whole divides as an integer in SQLite, so the dividend becomes a fraction.',
          replace: [
            {
              target: context.node,
              template: sql`1.0 * ${context.operand(lexpr)} / ${context.operand(rexpr)}`,
            },
          ],
          settles: [],
        };
      return {
        at: context.node,
        severity: 'warning',
        message:
          'The types are not known here: whole numbers of a numeric column divide without a fraction in SQLite. Give the schema, or write 1.0 * before the dividend.',
        settles: [],
      };
    }),
  },
});

const realFunctions = new Set([
  'avg',
  'sqrt',
  'power',
  'pow',
  'exp',
  'ln',
  'log',
  'random',
  'pi',
  'round',
  'stddev',
  'variance',
  'date_part',
  'degrees',
  'radians',
]);

/** Whether the value is a floating point number in SQLite for sure. */
function isReal(node: Node, context: RuleContext): boolean {
  if (as('A_Const', node)?.fval) return context.typeOf(node)?.name === 'numeric';
  const cast = as('TypeCast', node);
  if (cast?.typeName)
    return ['float4', 'float8', 'numeric'].includes(typeOfTypeName(cast.typeName).name);
  const call = as('FuncCall', node);
  if (realFunctions.has(as('String', call?.funcname?.at(-1))?.sval ?? '')) return true;
  const expression = as('A_Expr', node);
  const operands = [expression?.lexpr, expression?.rexpr];
  if (operands.some((operand) => operand && isReal(operand, context))) return true;
  return ['float4', 'float8'].includes(context.typeOf(node)?.name ?? '');
}
