import type { Node } from 'libpg-query';
import type { RuleContext } from './rule-context.ts';
import { sql, type Template } from './template.ts';
import { as, contentOf, eachChild, wrap } from './tree.ts';

/**
 * A decimal value for rounding to some digits. SQLite's numbers are binary: 25.5 * 1.19 is a little
 * less than 30.345, and would be rounded down. A hundredth of a billionth of a thousandth more, in
 * either direction from zero, is less than any digit that a column keeps.
 */
export function nudged(value: Node, places: number, context: RuleContext): Template | undefined {
  const type = context.typeOf(value);
  if (type?.name !== 'numeric' || type.array) return undefined;
  const scale = type.modifiers[1];
  const isRounded = type.modifiers.length > 0 && (scale ?? 0) <= places;
  if (isRounded || !readsDecimal(value, context)) return undefined;
  return sql`${context.operand(value)} * 1.00000000000001`;
}

/** Whether a column with decimal digits goes into the value. */
function readsDecimal(node: Node, context: RuleContext): boolean {
  if (as('ColumnRef', node)) return context.typeOf(node)?.name === 'numeric';
  let found = false;
  eachChild(contentOf(node), (kind, content) => {
    found ||= kind !== 'SelectStmt' && readsDecimal(wrap(kind, content as never), context);
  });
  return found;
}

/**
 * A floating point number that is rounded as PostgreSQL does it, a half to the even number: SQLite
 * takes it away from zero. `undefined` for other types, and for calls, which are not written twice.
 */
export function evenRounded(value: Node, context: RuleContext): Template | undefined {
  const name = context.typeOf(value)?.name;
  if ((name !== 'float8' && name !== 'float4') || hasCall(value)) return undefined;
  const operand = context.operand(value);
  const isHalf = sql`abs(${operand} - cast(${value} as integer)) = 0.5`;
  return sql`iif(${isHalf}, 2 * round(${operand} / 2), round(${value}))`;
}

function hasCall(node: Node): boolean {
  let found = 'FuncCall' in node || 'SubLink' in node;
  eachChild(contentOf(node), (kind, content) => {
    found ||= hasCall(wrap(kind, content as never));
  });
  return found;
}
