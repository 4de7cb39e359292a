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
