import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { onOperators } from '../operator-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { as } from '../tree.ts';

export const integerOverflow = defineRule({
  id: 'integer-overflow',
  title: 'Integers out of range, division by zero',
  fidelity: 'approximate',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `An integer that becomes too large is an error in PostgreSQL. In SQLite every integer has 64 bits, and one
that becomes larger still turns into a floating point number. A division by zero is NULL in SQLite.

Only what can be seen in the statement is reported: add a CHECK to columns where the range matters.`,
  examples: [
    { from: 'select 9223372036854775807 + 1', notCompared: 'PostgreSQL raises an error.' },
  ],
  on: {
    A_Expr: onOperators(['+', '-', '*', '/', '%'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      if ((operator === '/' || operator === '%') && integerValue(rexpr) === 0)
        return {
          at: context.node,
          severity: 'warning',
          message: 'A division by zero is an error in PostgreSQL, and NULL in SQLite.',
          settles: [],
        };
      const [left, right] = [wholeValue(lexpr), wholeValue(rexpr)];
      const result =
        left === undefined || right === undefined ? undefined : computed(left, operator, right);
      if (result === undefined || !isOut(result, [lexpr, rexpr], context)) return undefined;
      return {
        at: context.node,
        severity: 'warning',
        message:
          'This is out of range in PostgreSQL, which is an error. SQLite goes on with a larger integer, or a floating point number above 64 bits.',
        settles: [],
      };
    }),
  },
});

/** The exact value of a literal, also of one that JavaScript's numbers cannot hold. */
function wholeValue(node: Node): bigint | undefined {
  const large = as('A_Const', node)?.fval?.fval;
  if (large !== undefined) return /^\d{1,19}$/.test(large) ? BigInt(large) : undefined;
  const value = integerValue(as('TypeCast', node)?.arg ?? node);
  return value === undefined ? undefined : BigInt(value);
}

function computed(left: bigint, operator: string, right: bigint): bigint | undefined {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '*' ? left * right : undefined;
}

function isOut(result: bigint, sides: readonly Node[], context: RuleContext): boolean {
  const names = sides.map((side) => context.typeOf(side)?.name ?? '');
  if (!names.every((name) => /^int[248]$/.test(name))) return false;
  const bits = names.includes('int8') ? 63n : names.includes('int4') ? 31n : 15n;
  return result >= 2n ** bits || result < -(2n ** bits);
}
