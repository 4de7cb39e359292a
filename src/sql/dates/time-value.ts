import type { Node } from 'libpg-query';
import type { RuleContext } from '../rule-context.ts';
import { isNowCall } from '../rules/now.ts';
import { isDate, isInterval } from '../sql-type.ts';
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

const wholeSeconds = new Set(['date_bin', 'date_trunc', 'make_date']);

/**
 * The part of a second at the end of a moment's text, which SQLite's date functions leave away;
 * `undefined` where there is none.
 */
export function fractionOf(node: Node, context: RuleContext): Template | undefined {
  const text = context.stringValue(node);
  if (text !== undefined) return literalFraction(text);
  const name = as('String', as('FuncCall', node)?.funcname?.at(-1))?.sval ?? '';
  if (isDate(context.typeOf(node)) || wholeSeconds.has(name)) return undefined;
  const moment = shiftedMoment(node, context);
  return moment ? fractionOf(moment, context) : sql`substr(${node}, 20)`;
}

function literalFraction(text: string): Template | undefined {
  const digits = /\.(\d*?)0*(?!\d)/.exec(text)?.[1];
  return digits ? sql`'.${digits}'` : undefined;
}

/** The moment that an interval is added to, whose part of a second stays as it is. */
function shiftedMoment(node: Node, context: RuleContext): Node | undefined {
  const { lexpr, rexpr } = as('A_Expr', node) ?? {};
  if (!lexpr || !rexpr) return undefined;
  const moment = isInterval(context.typeOf(lexpr)) ? rexpr : lexpr;
  return isNow(moment) ? undefined : moment;
}
