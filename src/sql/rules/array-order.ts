import type { Node } from 'libpg-query';
import { arrayOrderKey } from '../arrays/order-key.ts';
import { onFunctions } from '../call-rule.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isArray } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const arrayOrder = defineRule({
  id: 'array-order',
  title: 'Arrays that are sorted or compared',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.38.0',
  explanation: `An array is JSON text in SQLite, and sorts by its letters: \`[10]\` comes before \`[2]\`, and \`[1,2]\` before
\`[1]\`. ORDER BY and \`<\`, \`>\`, \`<=\`, \`>=\` take a text of the elements instead, integers with ten digits each, that
sorts as PostgreSQL sorts the array. For \`bigint\`, \`numeric\` and floating point elements, in a UNION or DISTINCT and
in \`min()\` and \`max()\` there is a warning: sort in the application.`,
  examples: [
    {
      setup:
        "create table tree (id int primary key, path int[] not null); insert into tree values (1, '{10}'), (2, '{2,1}'), (3, '{2}'), (4, '{}')",
      from: 'select id from tree order by path',
      to: "select id from tree order by ifnull((select group_concat(ifnull(printf('%010d', value + 2147483648), ':'), '') from json_each(tree.path)), '')",
    },
  ],
  on: {
    A_Expr: onOperators(['<', '>', '<=', '>='], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      const type = [lexpr, rexpr].map((side) => context.typeOf(side)).find(isArray);
      if (!type) return undefined;
      const [left, right] = [lexpr, rexpr].map((side) => arrayOrderKey(side, type, context));
      if (!left || !right) return doubt(context);
      return {
        ...said(context),
        replace: [{ target: context.node, template: sql`${left} ${operator} ${right}` }],
      };
    }),
    FuncCall: onFunctions(['min', 'max'], ({ args }, context) => {
      const [only, second] = args ?? [];
      return !second && isArray(context.typeOf(only)) ? doubt(context) : undefined;
    }),
    SortBy: ({ node }, context) => (node ? sorted(node, context) : undefined),
  },
});

function sorted(node: Node, context: RuleContext): Answer {
  const type = context.typeOf(node);
  if (!type || !isArray(type)) return undefined;
  const select = context.enclosing('SelectStmt');
  const isOfResult = select?.larg !== undefined || select?.distinctClause !== undefined;
  const key = isOfResult ? undefined : arrayOrderKey(node, type, context);
  return key
    ? { ...said(context), at: node, replace: [{ target: node, template: key }] }
    : doubt(context);
}

function said(context: RuleContext): Finding {
  return {
    at: context.node,
    message: 'An array is JSON text in SQLite: a text of its elements is sorted in its place.',
    settles: [],
  };
}

function doubt(context: RuleContext): Finding {
  return {
    at: context.node,
    severity: 'warning',
    message:
      'An array is JSON text in SQLite and sorts by its letters, [10] before [2]: sort in the application, or keep a column that sorts as the array does.',
    settles: [],
  };
}
