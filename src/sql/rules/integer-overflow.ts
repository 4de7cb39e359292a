import { defineRule } from '../rule.ts';
import { as } from '../tree.ts';

export const integerOverflow = defineRule({
  id: 'integer-overflow',
  title: 'Integers beyond 64 bits',
  fidelity: 'unsupported',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `PostgreSQL raises an error where a bigint overflows. SQLite goes on with a floating point number, which has 15
significant digits.`,
  examples: [{ from: 'select 9223372036854775807 + 1' }],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      const isNear = [lexpr, rexpr].some((node) =>
        /^\d{19,}$/.test(as('A_Const', node)?.fval?.fval ?? ''),
      );
      if (kind !== 'AEXPR_OP' || !isNear || !['+', '-', '*'].includes(operator)) return undefined;
      return {
        at: context.node,
        severity: 'warning',
        message:
          'PostgreSQL raises an error where this overflows; SQLite goes on with a floating point number of 15 digits.',
        settles: [],
      };
    },
  },
});
