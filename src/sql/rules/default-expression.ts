import type { Node } from 'libpg-query';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const defaultExpression = defineRule({
  id: 'default-expression',
  title: 'DEFAULT with an expression',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `In SQLite a default that is more than a literal or CURRENT_TIMESTAMP has to stand in parentheses.`,
  examples: [
    {
      from: "create table t (a int default 1 + 1, b text default lower('X'), c int default -1)",
      to: "create table t (a int default (1 + 1), b text default (lower('X')), c int default -1)",
    },
  ],
  on: {
    Constraint: ({ contype, raw_expr }, context) => {
      if (contype !== 'CONSTR_DEFAULT' || !raw_expr || isLiteral(raw_expr)) return undefined;
      const { source } = context;
      const outer = source.outerSpanOf(raw_expr);
      if (outer.start < source.spanOf(raw_expr).start) return undefined;
      return {
        at: raw_expr,
        message: 'SQLite wants parentheses around a default that is an expression.',
        replace: [{ target: outer, template: sql`(${raw_expr})` }],
        settles: [],
      };
    },
  },
});

/** What SQLite takes without parentheses: a literal, also behind a cast, and CURRENT_TIMESTAMP. */
function isLiteral(node: Node): boolean {
  const cast = as('TypeCast', node);
  const literal = as('A_Const', cast?.arg ?? node);
  const isWord = /^\s*(now|today|tomorrow|yesterday|epoch)\s*$/i.test(literal?.sval?.sval ?? '');
  if (cast && isWord) return false;
  return literal !== undefined || 'SQLValueFunction' in node;
}
