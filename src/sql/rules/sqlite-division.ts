import { integerValue } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isNumber } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const sqliteDivision = defineRule({
  id: 'sqlite-division',
  title: 'Division by zero is NULL in SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `SQLite gives NULL for a division by zero, PostgreSQL an error: \`nullif(y, 0)\` gives NULL too.

Both cut the fraction off where both operands are integers. A \`NUMERIC\` column of SQLite holds an integer
where the value has no fraction, and divides as one; PostgreSQL keeps the fraction. That is a warning.`,
  examples: [
    {
      setup: 'create table n (x int, y int); insert into n values (7, 2), (1, 0)',
      from: 'select x / y, x % 2 from n',
      to: 'select x / nullif(y, 0), x % 2 from n',
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr || !['/', '%'].includes(operator))
        return undefined;
      const isWhole = mayBeWhole(lexpr, context) && mayBeWhole(rexpr, context);
      const isUneven = operator === '/' && isWhole && !bothIntegers([lexpr, rexpr], context);
      const warning = {
        at: context.node,
        severity: 'warning' as const,
        settles: [],
        message:
          'SQLite divides two values without a fraction as integers, also in a NUMERIC column; PostgreSQL keeps the fraction of a numeric. Write trunc(...) or cast an operand.',
      };
      const found = isUneven ? [warning] : [];
      if (!mayBeZero(rexpr, context)) return found;
      return [
        ...found,
        {
          at: context.node,
          message: 'PostgreSQL stops with an error when the divisor is 0; SQLite gives NULL.',
          replace: [
            {
              target: context.source.outerSpanOf(rexpr),
              template: sql`nullif(${context.source.spanOf(rexpr)}, 0)`,
            },
          ],
          settles: [],
        },
      ];
    },
  },
});

function mayBeZero(node: object, context: RuleContext): boolean {
  const literal = integerValue(node as never);
  if (literal !== undefined) return literal === 0;
  const constant = as('A_Const', node as never);
  if (constant?.fval) return Number(constant.fval.fval) === 0;
  const call = as('FuncCall', node as never);
  return as('String', call?.funcname?.at(-1))?.sval !== 'nullif' && context !== undefined;
}

function bothIntegers(nodes: readonly Content<'A_Expr'>['lexpr'][], context: RuleContext): boolean {
  return nodes.every((node) => context.typeOf(node)?.name.startsWith('int'));
}

/** Whether SQLite may hold the value as an integer although PostgreSQL's type is another one. */
function mayBeWhole(node: Content<'A_Expr'>['lexpr'], context: RuleContext): boolean {
  const type = context.typeOf(node);
  return (
    isNumber(type) &&
    type?.name !== 'float8' &&
    type?.name !== 'float4' &&
    !as('A_Const', node)?.fval
  );
}
