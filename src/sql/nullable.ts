import type { Node, SelectStmt } from 'libpg-query';
import { integerValue } from './call-rule.ts';
import type { RuleContext } from './rule-context.ts';
import type { Relation, Scope } from './scope.ts';
import { as, eachChild } from './tree.ts';

/** Functions that never give NULL. */
const neverNull = new Set(['count', 'row_number', 'rank', 'dense_rank', 'ntile', 'now', 'concat']);

/**
 * Whether an expression that is sorted by may be NULL: `unknown` where a table's columns are not
 * known. A number is a position in the list of results, a name may be one's alias.
 */
export function nullability(
  node: Node,
  context: RuleContext,
  select: SelectStmt | undefined,
): 'never' | 'maybe' | 'unknown' {
  const target = select && targetOf(node, select);
  const value = target ?? node;
  const constant = as('A_Const', value);
  if (constant) return constant.isnull ? 'maybe' : 'never';
  const call = as('FuncCall', value);
  if (call)
    return neverNull.has(as('String', call.funcname?.at(-1))?.sval ?? '')
      ? 'never'
      : knownOr(value, context);
  const column = as('ColumnRef', value);
  return column ? columnNullability(column.fields ?? [], context) : knownOr(value, context);
}

function targetOf(node: Node, { targetList }: SelectStmt): Node | undefined {
  const position = integerValue(node);
  if (position !== undefined) return as('ResTarget', targetList?.[position - 1])?.val;
  const fields = as('ColumnRef', node)?.fields ?? [];
  const name = fields.length === 1 ? as('String', fields[0])?.sval : undefined;
  const found = name && targetList?.find((target) => as('ResTarget', target)?.name === name);
  return found ? as('ResTarget', found)?.val : undefined;
}

/** An expression is as unknown as the tables that it reads. */
function knownOr(node: Node, context: RuleContext): 'maybe' | 'unknown' {
  const isUnknown = context.scope.relations.some(({ columns }) => !columns) && readsColumn(node);
  return isUnknown ? 'unknown' : 'maybe';
}

function readsColumn(content: object): boolean {
  if ('ColumnRef' in content) return true;
  let found = false;
  eachChild({ content }, (kind, child) => {
    found ||= kind === 'ColumnRef' || readsInside(child);
  });
  return found;
}

function readsInside(content: object): boolean {
  let found = false;
  eachChild(content, (kind, child) => {
    found ||= kind === 'ColumnRef' || readsInside(child);
  });
  return found;
}

function columnNullability(
  fields: readonly Node[],
  context: RuleContext,
): 'never' | 'maybe' | 'unknown' {
  const name = as('String', fields.at(-1))?.sval ?? '';
  const qualifier = as('String', fields.at(-2))?.sval;
  const relation = relationOf(name, qualifier, context.scope);
  if (relation?.isOuter) return 'maybe';
  if (!relation?.columns) return 'unknown';
  const table = relation.table ? context.schema.table(relation.table) : undefined;
  const column = table?.columns.find((item) => item.name === name);
  const isKey = table?.primaryKey.includes(name);
  return column?.notNull || isKey || column?.isCounted ? 'never' : 'maybe';
}

/** The relation that has the column, or the first one of unknown columns that may have it. */
function relationOf(
  name: string,
  qualifier: string | undefined,
  scope: Scope,
): Relation | undefined {
  for (let inner: Scope | undefined = scope; inner; inner = inner.parent) {
    const candidates = inner.relations.filter((item) => !qualifier || item.name === qualifier);
    const found = candidates.find(({ columns }) => !columns || columns.has(name));
    if (found) return found;
  }
  return undefined;
}
