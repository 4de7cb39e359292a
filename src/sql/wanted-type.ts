import type { Node } from 'libpg-query';
import type { Ancestor, RuleContext } from './rule-context.ts';
import { isUnknownLiteral, type SqlType, typeOfTypeName } from './sql-type.ts';
import { as, type Content, contentOf, type Kind } from './tree.ts';

type Wanted = (parent: Ancestor, context: RuleContext) => SqlType | undefined;

/**
 * The type that the place of the current node asks for: that of the column that it goes into, or of
 * what it is compared with. `undefined` where any type will do, or where it is not known.
 */
export function wantedType(context: RuleContext): SqlType | undefined {
  const { parent } = context;
  return parent && wanted[parent.kind]?.(parent, context);
}

const wanted: Partial<Record<Kind, Wanted>> = {
  A_Expr: ({ content }, context) => comparedType(content as Content<'A_Expr'>, context),
  CaseExpr: ({ content }, context) => branchType(content as Content<'CaseExpr'>, context),
  CaseWhen: (_parent, context) => {
    const expression = context.enclosing('CaseExpr');
    if (context.path.at(-1)?.field !== 'result') return known(expression?.arg, context);
    return expression && branchType(expression, context);
  },
  CoalesceExpr: ({ content }, context) =>
    firstOther((content as Content<'CoalesceExpr'>).args ?? [], context),
  Constraint: ({ content }, context) => {
    const isDefault = (content as Content<'Constraint'>).contype === 'CONSTR_DEFAULT';
    const column = isDefault ? context.enclosing('ColumnDef') : undefined;
    return column?.typeName && typeOfTypeName(column.typeName);
  },
  FuncCall: ({ content }, context) => {
    const { funcname, args } = content as Content<'FuncCall'>;
    const name = as('String', funcname?.at(-1))?.sval ?? '';
    return name === 'ifnull' ? firstOther(args ?? [], context) : undefined;
  },
  List: (_parent, context) => listType(context),
  ResTarget: ({ content }, context) => targetType(content as Content<'ResTarget'>, context),
};

const comparisons = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);

function comparedType({ kind, name, lexpr, rexpr }: Content<'A_Expr'>, context: RuleContext) {
  const operator = as('String', name?.at(-1))?.sval ?? '';
  const isComparison = kind === 'AEXPR_OP' ? comparisons.has(operator) : comparing.has(kind ?? '');
  if (!isComparison) return undefined;
  const isLeft = context.path.at(-1)?.field === 'lexpr';
  const other = isLeft ? rexpr : lexpr;
  const items = as('List', other)?.items;
  return items ? firstKnown(items, context) : known(other, context);
}

const comparing = new Set([
  'AEXPR_BETWEEN',
  'AEXPR_NOT_BETWEEN',
  'AEXPR_IN',
  'AEXPR_DISTINCT',
  'AEXPR_NOT_DISTINCT',
]);

function known(node: Node | undefined, context: RuleContext): SqlType | undefined {
  const type = context.typeOf(node);
  return isUnknownLiteral(type) ? undefined : type;
}

function firstKnown(nodes: readonly Node[], context: RuleContext): SqlType | undefined {
  for (const node of nodes) {
    const type = known(node, context);
    if (type) return type;
  }
  return undefined;
}

/** The type of the arguments beside the current node; a literal follows the others. */
function firstOther(nodes: readonly Node[], context: RuleContext): SqlType | undefined {
  const current = context.path.at(-1)?.content;
  const others = nodes.filter((node) => contentOf(node) !== current);
  return firstKnown(
    others.filter((node) => !('A_Const' in node)),
    context,
  );
}

function branchType({ args, defresult }: Content<'CaseExpr'>, context: RuleContext) {
  const results = (args ?? []).flatMap((item) => as('CaseWhen', item)?.result ?? []);
  return firstOther(defresult ? [...results, defresult] : results, context);
}

/** Of a list of values after IN, or of a row that is inserted. */
function listType(context: RuleContext): SqlType | undefined {
  const [holder, list] = [context.path.at(-3), context.path.at(-2)];
  const expression = holder?.kind === 'A_Expr' ? (holder.content as Content<'A_Expr'>) : undefined;
  if (expression && comparing.has(expression.kind ?? '')) return known(expression.lexpr, context);
  const insert = context.path.at(-4);
  if (list?.field !== 'valuesLists' || insert?.kind !== 'InsertStmt') return undefined;
  const { items = [] } = list.content as Content<'List'>;
  const current = context.path.at(-1)?.content;
  const index = items.findIndex((item) => contentOf(item) === current);
  return insertedType(insert.content as Content<'InsertStmt'>, index, context);
}

function insertedType(
  { relation, cols }: Content<'InsertStmt'>,
  index: number,
  context: RuleContext,
) {
  const table = context.schema.table(relation?.relname ?? '');
  const name = cols ? as('ResTarget', cols[index])?.name : table?.columns[index]?.name;
  return table?.columns.find((column) => column.name === name)?.type;
}

function targetType(target: Content<'ResTarget'>, context: RuleContext): SqlType | undefined {
  // A part of the column has a type of its own.
  return target.indirection ? undefined : typeOfTarget(target, context.path.slice(0, -2), context);
}

/** The type of the column that a target of UPDATE, ON CONFLICT or INSERT ... SELECT sets. */
export function typeOfTarget(
  target: Content<'ResTarget'>,
  around: readonly Ancestor[],
  context: RuleContext,
): SqlType | undefined {
  const [outer, statement] = [around.at(-2), around.at(-1)];
  if (statement?.kind === 'UpdateStmt') {
    const { relation, targetList = [] } = statement.content as Content<'UpdateStmt'>;
    const isSet = targetList.some((item) => contentOf(item) === target);
    return isSet ? columnType(relation?.relname, target.name, context) : undefined;
  }
  if (statement?.kind === 'OnConflictClause')
    return columnType(context.enclosing('InsertStmt')?.relation?.relname, target.name, context);
  if (statement?.kind !== 'SelectStmt' || outer?.kind !== 'InsertStmt') return undefined;
  const { targetList = [] } = statement.content as Content<'SelectStmt'>;
  const index = targetList.findIndex((item) => contentOf(item) === target);
  return insertedType(outer.content as Content<'InsertStmt'>, index, context);
}

function columnType(table: string | undefined, name: string | undefined, context: RuleContext) {
  const columns = context.schema.table(table ?? '')?.columns ?? [];
  return columns.find((column) => column.name === name)?.type;
}
