import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import type { Answer } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isNumber, typeOfTypeName } from '../sql-type.ts';
import { storedLiteral } from '../stored-literal.ts';
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
      if (contype !== 'CONSTR_DEFAULT' || !raw_expr) return undefined;
      if (isLiteral(raw_expr)) return typedLiteral(raw_expr, context);
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

/** A text literal as the column keeps it: JSON for an array, 1 for 't'. */
function typedLiteral(node: Node, context: RuleContext): Answer {
  const text = as('A_Const', node)?.sval?.sval;
  const typeName = context.enclosing('ColumnDef')?.typeName;
  if (text === undefined || !typeName || isNumber(typeOfTypeName(typeName))) return undefined;
  const stored = storedLiteral(typeOfTypeName(typeName), text);
  if (stored === undefined || stored === quoteLiteral(text)) return undefined;
  return {
    at: node,
    message: 'The default is written in the form in which SQLite keeps values of this type.',
    replace: [{ target: node, template: sql`${stored}` }],
    settles: [],
  };
}

/** What SQLite takes without parentheses: a literal, also behind a cast, and CURRENT_TIMESTAMP. */
function isLiteral(node: Node): boolean {
  const cast = as('TypeCast', node);
  const literal = as('A_Const', cast?.arg ?? node);
  const isWord = /^\s*(now|today|tomorrow|yesterday|epoch)\s*$/i.test(literal?.sval?.sval ?? '');
  if (cast && isWord) return false;
  return literal !== undefined || 'SQLValueFunction' in node;
}
