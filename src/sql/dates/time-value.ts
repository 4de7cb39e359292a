import type { Node } from 'libpg-query';
import type { RuleContext } from '../rule-context.ts';
import { isNowCall } from '../rules/now.ts';
import { isDate } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

/** The arguments that tell SQLite's date functions a moment: `'now'`, or the value itself. */
export function timeValue(node: Node): Template {
  if (isNow(node)) return sql`'now'`;
  if (as('SQLValueFunction', node)?.op === 'SVFOP_CURRENT_DATE') return sql`'now', 'start of day'`;
  return sql`${node}`;
}

/** Whether the value is the current moment. */
export function isNow(node: Node): boolean {
  const op = as('SQLValueFunction', node)?.op ?? '';
  return isNowCall(node) || /^SVFOP_(CURRENT|LOCAL)(_)?TIMESTAMP/.test(op);
}

/** A name, whose text can be written twice without harm. */
export function isColumn(node: Node): boolean {
  return 'ColumnRef' in node || 'ParamRef' in node;
}

/** Whether a value of this node may hold a part of a second. */
export function mayHaveFraction(node: Node, context: RuleContext): boolean {
  const text = context.stringValue(node);
  if (text !== undefined) return text.includes('.');
  return !isDate(context.typeOf(node));
}
