import type { Node } from 'libpg-query';
import { parseStatement } from '../parser.ts';
import { as } from '../tree.ts';

/** Whether a condition of literals is true; `undefined` where it looks at data. */
export function staticCondition(condition: string): boolean | undefined {
  const select = as('SelectStmt', parseStatement(`select ${condition}`).tree);
  return evaluate(as('ResTarget', select?.targetList?.[0])?.val);
}

function evaluate(node: Node | undefined): boolean | undefined {
  const logic = as('BoolExpr', node);
  if (logic) return combine(logic.boolop, (logic.args ?? []).map(evaluate));
  const expression = as('A_Expr', node);
  const left = text(expression?.lexpr);
  if (left === undefined) return undefined;
  const items =
    as('List', expression?.rexpr)?.items ?? (expression?.rexpr ? [expression.rexpr] : []);
  const values = items.map(text);
  if (values.includes(undefined)) return undefined;
  const operator = as('String', expression?.name?.[0])?.sval;
  if (operator === '=') return values.includes(left);
  return operator === '<>' ? !values.includes(left) : undefined;
}

function text(node: Node | undefined): string | undefined {
  const constant = as('A_Const', node);
  return constant?.sval && (constant.sval.sval ?? '');
}

function combine(operator: string | undefined, values: readonly (boolean | undefined)[]) {
  if (operator === 'NOT_EXPR') return values[0] === undefined ? undefined : !values[0];
  const decisive = operator === 'OR_EXPR';
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}
