import type { A_Expr, FuncCall, Node, RangeSubselect, SubLink, TypeCast } from 'libpg-query';
import type { Extent, StatementSource } from './statement-source.ts';
import { type AnyContent, as, contentOf, eachChild, type Kind, kindOf, wrap } from './tree.ts';
import { typeNameEnd } from './type-name-extent.ts';

type Finish = (content: never, found: Extent, source: StatementSource) => Extent;

/**
 * The tokens of a node. PostgreSQL's nodes carry a start at best, so a node spans its own token
 * and its children, and then the closing words and brackets that its kind has.
 */
export function extentOf(node: Node, source: StatementSource): Extent {
  const content = contentOf(node);
  const known = source.extents.get(content);
  if (known) return known;
  const kind = kindOf(node);
  const finish = finishers[kind] as ((...args: unknown[]) => Extent) | undefined;
  const found = ownAndChildren(content, source);
  const extent = finish ? finish(content, found, source) : found;
  source.extents.set(content, extent);
  return extent;
}

/** The tokens of a node with the parentheses that group it, but not those of a call or a list. */
export function outerExtentOf(node: Node, source: StatementSource): Extent {
  let { first, last } = extentOf(node, source);
  while (
    source.value(first - 1) === '(' &&
    source.partner(first - 1) === last + 1 &&
    !belongsToSyntax(first - 1, source)
  ) {
    first -= 1;
    last += 1;
  }
  return { first, last };
}

/** Words before an opening parenthesis that make it a grouping one. */
const groupingAfter = new Set(
  `select distinct where having on when then else case and or not by limit offset returning using
   between like ilike to from zone escape default set preceding end for return overlaps is with
   collate value only interval`.split(/\s+/),
);

/** Whether an opening parenthesis is part of a call, of IN, CHECK, FILTER, ... and groups nothing. */
function belongsToSyntax(paren: number, source: StatementSource): boolean {
  const before = source.tokens[paren - 1];
  if (!before) return false;
  if (before.kind === 'quoted') return true;
  if (before.kind !== 'word') return false;
  if (before.value === 'on') return source.value(paren - 2) === 'distinct';
  return !groupingAfter.has(before.value);
}

function ownAndChildren(content: AnyContent, source: StatementSource): Extent {
  const own = isEscapeClause(content)
    ? -1
    : source.tokenAt((content as { location?: number }).location);
  let first = own < 0 ? Number.POSITIVE_INFINITY : own;
  let last = own;
  eachChild(content, (kind, child, _field, node) => {
    const inner = outerExtentOf(node ?? wrap(kind, child as never), source);
    if (inner.last < 0) return;
    first = Math.min(first, inner.first);
    last = Math.max(last, inner.last);
  });
  return { first, last };
}

/** Up to the bracket that closes the first one at or after `from`. */
function closing(from: number, source: StatementSource): number {
  let index = from;
  while (index < source.tokens.length && !['(', '['].includes(source.value(index))) index += 1;
  return source.partner(index);
}

/** `(a AND b) AND c` is one node, whose first part stands in parentheses that no node has. */
function balanced(_content: unknown, found: Extent, source: StatementSource): Extent {
  let { first, last } = found;
  for (let index = first; index <= last; index += 1) {
    const partner = source.partner(index);
    first = Math.min(first, partner);
    last = Math.max(last, partner);
  }
  return { first, last };
}

function keyword(content: { location?: number }, found: Extent, source: StatementSource): Extent {
  return { first: found.first, last: closing(source.tokenAt(content.location), source) };
}

/** The place of JSON_ARRAYAGG stands in a part of it that is no node. */
function jsonAggregate(
  content: { constructor?: { location?: number } },
  _found: Extent,
  source: StatementSource,
): Extent {
  const first = source.tokenAt(content.constructor?.location);
  return { first, last: closing(first, source) };
}

function dotted(content: { location?: number }, _found: Extent, source: StatementSource): Extent {
  const first = source.tokenAt(content.location);
  let last = first;
  while (source.value(last + 1) === '.') last += 2;
  return { first, last };
}

function constant(_content: unknown, found: Extent, source: StatementSource): Extent {
  const signed = source.tokens[found.first]?.kind === 'operator';
  return signed ? { first: found.first, last: found.first + 1 } : found;
}

/** `LIKE x ESCAPE y` is a call of like_escape(x, y) in the tree, placed at the LIKE. */
export function isEscapeClause(content: AnyContent): boolean {
  const name = as('String', (content as FuncCall).funcname?.at(-1))?.sval;
  return name === 'like_escape' || name === 'similar_to_escape';
}

function call(content: FuncCall, found: Extent, source: StatementSource): Extent {
  if (isEscapeClause(content)) return found;
  const start = source.tokenAt(content.location);
  let last = start;
  while (source.value(last + 1) === '.') last += 2;
  const isCall = source.value(last + 1) === '(' && source.tokens[start]?.kind !== 'operator';
  if (!isCall || ['escape', 'zone', 'like', 'ilike', 'at'].includes(source.value(last)))
    return sqlSyntax(start, found, source);
  return { first: Math.min(found.first, start), last: afterCall(source.partner(last + 1), source) };
}

/** `x AT LOCAL` and `x IS NFC NORMALIZED` end in words that no child has. */
function sqlSyntax(start: number, found: Extent, source: StatementSource): Extent {
  const normalized = source.find('normalized', start, start + 3);
  if (source.value(start + 1) === 'local') return { first: found.first, last: start + 1 };
  return normalized > 0 && source.value(start) === 'is'
    ? { first: found.first, last: normalized }
    : found;
}

/** `... WITHIN GROUP (...) FILTER (...) OVER (...)` after a call. */
function afterCall(close: number, source: StatementSource): number {
  let last = close;
  for (;;) {
    const word = source.value(last + 1);
    const opens = source.value(last + (word === 'within' ? 3 : 2)) === '(';
    if (word === 'within' && opens) last = source.partner(last + 3);
    else if (word === 'filter' && opens) last = source.partner(last + 2);
    else if (word === 'over') last = opens ? source.partner(last + 2) : last + 2;
    else return last;
  }
}

function typeCast(content: TypeCast, found: Extent, source: StatementSource): Extent {
  const start = source.tokenAt(content.location);
  if (source.value(start) === 'cast' && source.value(start + 1) === '(')
    return { first: start, last: source.partner(start + 1) };
  if (start >= 0) return found;
  return { first: found.first, last: intervalFields(found.last, source) };
}

/** `INTERVAL '1' DAY TO SECOND(3)` has its fields after the literal. */
function intervalFields(literal: number, source: StatementSource): number {
  const fields = ['year', 'month', 'day', 'hour', 'minute', 'second', 'to'];
  let last = literal;
  while (fields.includes(source.value(last + 1))) last += 1;
  return last > literal && source.value(last + 1) === '(' ? source.partner(last + 1) : last;
}

function expression(content: A_Expr, found: Extent, source: StatementSource): Extent {
  const at = source.tokenAt(content.location);
  switch (content.kind) {
    case 'AEXPR_IN':
      return { first: found.first, last: source.tokenAt(content.rexpr_list_end) };
    case 'AEXPR_NULLIF':
      return { first: at, last: source.partner(at + 1) };
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL': {
      const quantifier = source.find(['any', 'some', 'all'], at);
      return { first: found.first, last: source.partner(quantifier + 1) };
    }
    default:
      return found;
  }
}

function subLink(content: SubLink, found: Extent, source: StatementSource): Extent {
  const start = source.tokenAt(content.location);
  return { first: Math.min(found.first, start), last: closing(start, source) };
}

function caseEnd(content: { location?: number }, found: Extent, source: StatementSource): Extent {
  let depth = 0;
  for (let index = source.tokenAt(content.location); index < source.tokens.length; index += 1) {
    if (source.value(index) === 'case') depth += 1;
    else if (source.value(index) === 'end') depth -= 1;
    if (depth === 0) return { first: found.first, last: index };
  }
  return found;
}

function indirection(
  content: { indirection?: Node[] },
  found: Extent,
  source: StatementSource,
): Extent {
  const [head] = content.indirection ?? [];
  let last = found.first;
  // The first subscript or field stands after the argument, which has no bracket left open there.
  for (let index = found.first; index <= source.tokens.length; index += 1) {
    if (index > found.first && ['[', '.'].includes(source.value(index))) {
      last = index;
      break;
    }
    if (source.value(index) === '(') index = source.partner(index);
  }
  if (!head) return found;
  for (let count = content.indirection?.length ?? 0; count > 0; count -= 1) {
    const next = last;
    last = source.value(next) === '[' ? source.partner(next) + 1 : next + 2;
  }
  return { first: found.first, last: last - 1 };
}

function testWord(words: readonly string[]) {
  return (_content: unknown, found: Extent, source: StatementSource): Extent => {
    let last = found.last;
    for (let index = 0; index < 4; index += 1) {
      last += 1;
      if (words.includes(source.value(last))) return { first: found.first, last };
    }
    return found;
  };
}

function collation(content: { location?: number }, found: Extent, source: StatementSource): Extent {
  let last = source.tokenAt(content.location) + 1;
  while (source.value(last + 1) === '.') last += 2;
  return { first: found.first, last };
}

function sortBy(_content: unknown, found: Extent, source: StatementSource): Extent {
  let last = found.last;
  if (source.value(last + 1) === 'using') last += 2;
  if (['asc', 'desc'].includes(source.value(last + 1))) last += 1;
  if (source.value(last + 1) === 'nulls') last += 2;
  return { first: found.first, last };
}

function precision(content: { location?: number }, found: Extent, source: StatementSource): Extent {
  const at = source.tokenAt(content.location);
  return source.value(at + 1) === '(' ? { first: at, last: source.partner(at + 1) } : found;
}

function target(content: { name?: string; val?: Node }, found: Extent, source: StatementSource) {
  if (!content.name || !content.val) return found;
  const value = outerExtentOf(content.val, source);
  if (source.tokenAt((content as { location?: number }).location) < value.first) return found;
  const alias = source.value(value.last + 1) === 'as' ? value.last + 2 : value.last + 1;
  return { first: found.first, last: alias };
}

/** SELECT has no location: back to its own first word, on to the end of its last clause. */
function select(_content: unknown, found: Extent, source: StatementSource): Extent {
  const starts = ['select', 'values', 'table', 'with'];
  let first = Number.isFinite(found.first) ? found.first : 0;
  while (first > 0 && !starts.includes(source.value(first))) first -= 1;
  if (source.value(first - 1) === 'with') first -= 1;
  let last = first;
  while (last + 1 < source.tokens.length && ![')', ';'].includes(source.value(last + 1))) {
    const isSetOperation = ['union', 'intersect', 'except'].includes(source.value(last + 1));
    if (isSetOperation && last >= found.last) break;
    last = Math.max(last + 1, source.partner(last + 1));
  }
  return { first, last };
}

function typeName(content: { location?: number }, found: Extent, source: StatementSource): Extent {
  const first = source.tokenAt(content.location);
  return first < 0 ? found : { first, last: typeNameEnd(first, source) };
}

/** A subquery in FROM with its parentheses, its alias and the names after it. */
function subselect(
  { subquery, alias, lateral }: RangeSubselect,
  found: Extent,
  source: StatementSource,
): Extent {
  if (!subquery) return found;
  const open = extentOf(subquery, source).first - 1;
  if (source.value(open) !== '(') return found;
  let last = source.partner(open);
  if (alias) last += source.value(last + 1) === 'as' ? 2 : 1;
  if (alias?.colnames && source.value(last + 1) === '(') last = source.partner(last + 1);
  return { first: lateral && source.value(open - 1) === 'lateral' ? open - 1 : open, last };
}

function rangeVariable(
  content: { location?: number; alias?: { aliasname?: string } },
  found: Extent,
  source: StatementSource,
): Extent {
  let { last } = dotted(content, found, source);
  if (source.value(last + 1) === '*') last += 1;
  if (!content.alias) return { first: found.first, last };
  last += source.value(last + 1) === 'as' ? 2 : 1;
  return {
    first: found.first,
    last: source.value(last + 1) === '(' ? source.partner(last + 1) : last,
  };
}

const finishers: Partial<Record<Kind, Finish>> = {
  A_ArrayExpr: keyword,
  A_Const: constant,
  A_Expr: expression,
  A_Indirection: indirection,
  BoolExpr: balanced,
  BooleanTest: testWord(['true', 'false', 'unknown']),
  CaseExpr: caseEnd,
  CoalesceExpr: keyword,
  CollateClause: collation,
  ColumnRef: dotted,
  FuncCall: call,
  GroupingFunc: keyword,
  JsonArrayAgg: jsonAggregate,
  JsonArrayConstructor: keyword,
  JsonArrayQueryConstructor: keyword,
  JsonFuncExpr: keyword,
  JsonObjectAgg: jsonAggregate,
  JsonObjectConstructor: keyword,
  JsonParseExpr: keyword,
  JsonScalarExpr: keyword,
  JsonSerializeExpr: keyword,
  MinMaxExpr: keyword,
  NullTest: testWord(['null', 'isnull', 'notnull']),
  RangeSubselect: subselect,
  RangeVar: rangeVariable,
  ResTarget: target,
  RowExpr: keyword,
  SelectStmt: select,
  SortBy: sortBy,
  SQLValueFunction: precision,
  SubLink: subLink,
  TypeCast: typeCast,
  TypeName: typeName,
  XmlExpr: keyword,
};

/** Whether a node needs no parentheses as an operand: a name, a literal, a call, a subquery. */
export function isPrimary(node: Node): boolean {
  const kind = kindOf(node);
  if (kind === 'A_Const') return Number(as('A_Const', node)?.ival?.ival ?? 0) >= 0;
  if (kind === 'SubLink') return as('SubLink', node)?.subLinkType !== 'ANY_SUBLINK';
  return primaryKinds.has(kind);
}

const primaryKinds = new Set<Kind>([
  'CaseExpr',
  'CoalesceExpr',
  'ColumnRef',
  'FuncCall',
  'MinMaxExpr',
  'ParamRef',
  'RowExpr',
  'SQLValueFunction',
]);
