import { defineRule } from '../rule.ts';
import { isInteger, typeOfTypeName } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const bitString = defineRule({
  id: 'bit-string',
  title: "Bit strings: B'101', X'1F'",
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `SQLite has no bit strings. \`B'101'\` is a syntax error, and \`X'1F'\` is a BLOB of one byte. One that is cast
to an integer becomes the number; any other has to become text or a number by hand.`,
  examples: [{ from: "select B'101'::int, X'1F'::bigint", to: 'select 5 as int4, 31 as int8' }],
  on: {
    A_Const: ({ bsval }, context) =>
      bsval && {
        at: context.node,
        severity: 'error',
        message:
          "SQLite has no bit strings, and X'...' is a BLOB there: use a number, or text of 0 and 1.",
      },
    TypeCast: ({ arg, typeName }, context) => {
      const bits = as('A_Const', arg)?.bsval?.bsval;
      if (!bits || !typeName || !isInteger(typeOfTypeName(typeName))) return undefined;
      const value = Number.parseInt(bits.slice(1), bits.startsWith('b') ? 2 : 16);
      return {
        at: context.node,
        message: 'SQLite has no bit strings: this is the number.',
        replace: [{ target: context.node, template: sql`${value}` }],
      };
    },
  },
});
