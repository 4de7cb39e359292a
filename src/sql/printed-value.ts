import type { Node } from 'libpg-query';
import { fixedPoint } from './fixed-point.ts';
import type { RuleContext } from './rule-context.ts';
import { isBoolean, isInteger, isNumber } from './sql-type.ts';
import { sql, type Template } from './template.ts';
import { as } from './tree.ts';

/** How PostgreSQL prints a boolean in this place. */
export interface BooleanWords {
  readonly yes: string;
  readonly no: string;
}

/**
 * A value as the text that PostgreSQL makes of it, where SQLite would print another one: a boolean,
 * or a number with a scale. `unknown` for a number of unknown digits; nothing where both agree.
 */
export function printedValue(
  node: Node,
  { yes, no }: BooleanWords,
  context: RuleContext,
): Template | 'unknown' | undefined {
  const type = context.typeOf(node);
  if (isBoolean(type)) return sql`case ${node} when true then '${yes}' when false then '${no}' end`;
  if (!isNumber(type) || isInteger(type) || as('A_Const', node)) return undefined;
  const scale = type?.name === 'numeric' ? type.modifiers[1] : undefined;
  return scale === undefined ? 'unknown' : fixedPoint(node, scale, context);
}
