import type { Node } from 'libpg-query';
import { isLiteral } from './call-rule.ts';
import { nullability } from './nullable.ts';
import type { RuleContext } from './rule-context.ts';
import { sql, type Template } from './template.ts';

/** A number as text with this many digits after the point; NULL stays, of which printf makes 0. */
export function fixedPoint(node: Node, scale: number, context: RuleContext): Template {
  const text = sql`printf('%.${scale}f', ${node})`;
  const isSet = isLiteral(node) || nullability(node, context, undefined) === 'never';
  return isSet ? text : sql`case when ${context.operand(node)} is not null then ${text} end`;
}
