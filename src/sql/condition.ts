import type { RuleContext } from './rule-context.ts';
import type { Content } from './tree.ts';

const conditionFields: ReadonlySet<string> = new Set([
  'whereClause',
  'havingClause',
  'quals',
  'agg_filter',
]);

/** Whether the current node decides whether something is taken: NULL and false are the same there. */
export function isCondition({ path }: RuleContext): boolean {
  for (let index = path.length - 1; index > 0; index -= 1) {
    const { field } = path[index] ?? {};
    const parent = path[index - 1];
    if (conditionFields.has(field ?? '')) return true;
    if (parent?.kind === 'CaseWhen') return field === 'expr';
    if (parent?.kind !== 'BoolExpr') return false;
    if ((parent.content as Content<'BoolExpr'>).boolop === 'NOT_EXPR') return false;
  }
  return false;
}
