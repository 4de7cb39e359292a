import type { Node } from 'libpg-query';
import { unlessNull } from '../call-rule.ts';
import { isCondition } from '../condition.ts';
import { nullability } from '../nullable.ts';
import { onOperators } from '../operator-rule.ts';
import { defineRule } from '../rule.ts';
import { join, sql } from '../template.ts';
import { as } from '../tree.ts';

export const equalsAny = defineRule({
  id: 'equals-any',
  title: '= ANY (...), <> ALL (...)',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite has no arrays, and so no \`= ANY\`. A list that is written out becomes \`IN (...)\`, and
\`<> ALL\` becomes \`NOT IN (...)\`. An array that is a value becomes \`IN (SELECT value FROM
json_each(...))\`: arrays are kept as JSON text.

A parameter has to be bound as JSON text at the call site: \`json.dumps(ids)\`, \`JSON.stringify(ids)\`.`,
  examples: [
    {
      from: 'select 2 = any(array[1, 2]), 3 <> all(array[1, 2])',
      to: 'select 2 in (1, 2), 3 not in (1, 2)',
    },
  ],
  on: {
    A_Expr: onOperators(['=', '<>'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.[0])?.sval;
      const membership =
        kind === 'AEXPR_OP_ANY' && operator === '='
          ? 'in'
          : kind === 'AEXPR_OP_ALL' && operator === '<>'
            ? 'not in'
            : undefined;
      if (!membership || !lexpr || !rexpr) return undefined;
      const items = as('A_ArrayExpr', rexpr)?.elements;
      const list = items
        ? sql`(${join(items, ', ')})`
        : sql`(select value from json_each(${rexpr}))`;
      const bound = isParameter(rexpr);
      const plain = sql`${lexpr} ${membership} ${list}`;
      // Of no array IN is false here; PostgreSQL has NULL, which is the same in a condition.
      const isSame = items || bound || (membership === 'in' && isCondition(context));
      const isSet = isSame || nullability(rexpr, context, undefined) === 'never';
      return {
        at: context.node,
        message: bound
          ? 'SQLite has no arrays: the value is read as JSON. Bind JSON text here (json.dumps, JSON.stringify).'
          : 'SQLite has no arrays, so this becomes a list of values.',
        ...(bound ? { severity: 'warning' as const } : {}),
        replace: [
          { target: context.node, template: isSet ? plain : unlessNull(rexpr, plain, context) },
        ],
      };
    }),
  },
});

function isParameter(node: Node): boolean {
  return 'ParamRef' in node || 'ParamRef' in (as('TypeCast', node)?.arg ?? {});
}
