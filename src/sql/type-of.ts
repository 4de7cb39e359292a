import type { A_Const, A_Expr, ColumnRef, FuncCall, MinMaxExpr, Node, SubLink } from 'libpg-query';
import { outputColumns, type Scope } from './scope.ts';
import {
  arrayOf,
  elementOf,
  isArray,
  isDate,
  isInteger,
  isInterval,
  isJson,
  isNumber,
  isText,
  isTimestamp,
  isUnknownLiteral,
  type SqlType,
  typeNamed,
  typeOfTypeName,
} from './sql-type.ts';
import { as, contentOf, type Kind, kindOf } from './tree.ts';

type Typing = (content: never, scope: Scope) => SqlType | undefined;

/**
 * The type of an expression as PostgreSQL would resolve it, or `undefined` where it depends on
 * something that is not known. A string literal alone has the type `unknown`, as in PostgreSQL.
 */
export function typeOf(node: Node | undefined, scope: Scope): SqlType | undefined {
  if (!node) return undefined;
  const typing = typings[kindOf(node)] as ((...args: unknown[]) => SqlType | undefined) | undefined;
  return typing?.(contentOf(node), scope);
}

const bool = typeNamed('bool');

const typings: Partial<Record<Kind, Typing>> = {
  A_ArrayExpr: ({ elements }: { elements?: Node[] }, scope) => {
    const element = firstKnown(elements ?? [], scope);
    return arrayOf(elementOf(element ?? typeNamed('unknown')));
  },
  A_Const: constantType,
  A_Expr: operatorType,
  A_Indirection: ({ arg, indirection }: { arg?: Node; indirection?: Node[] }, scope) => {
    const base = typeOf(arg, scope);
    const subscript = as('A_Indices', indirection?.[0]);
    if (!base || !subscript || isJson(base)) return subscript ? base : undefined;
    return subscript.is_slice ? base : elementOf(base);
  },
  BoolExpr: () => bool,
  BooleanTest: () => bool,
  CaseExpr: ({ args, defresult }: { args?: Node[]; defresult?: Node }, scope) =>
    firstKnown(
      [...(args ?? []).flatMap((item) => as('CaseWhen', item)?.result ?? []), ...list(defresult)],
      scope,
    ),
  CoalesceExpr: ({ args }: { args?: Node[] }, scope) => firstKnown(args ?? [], scope),
  CollateClause: ({ arg }: { arg?: Node }, scope) => typeOf(arg, scope),
  ColumnRef: columnType,
  FuncCall: callType,
  MinMaxExpr: ({ args }: MinMaxExpr, scope) => firstKnown(args ?? [], scope),
  NullTest: () => bool,
  SQLValueFunction: ({ op = '' }: { op?: string }, { functions }) =>
    typeNamed(functions[op] ?? valueFunctions[op] ?? 'name'),
  SubLink: subLinkType,
  TypeCast: ({ typeName }: { typeName?: never }) => typeName && typeOfTypeName(typeName),
};

const valueFunctions: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIME: 'timetz',
  SVFOP_CURRENT_TIME_N: 'timetz',
  SVFOP_CURRENT_TIMESTAMP: 'timestamptz',
  SVFOP_CURRENT_TIMESTAMP_N: 'timestamptz',
  SVFOP_LOCALTIME: 'time',
  SVFOP_LOCALTIME_N: 'time',
  SVFOP_LOCALTIMESTAMP: 'timestamp',
  SVFOP_LOCALTIMESTAMP_N: 'timestamp',
};

function list(node: Node | undefined): readonly Node[] {
  return node ? [node] : [];
}

function firstKnown(nodes: readonly Node[], scope: Scope): SqlType | undefined {
  const types = nodes.map((node) => typeOf(node, scope));
  const known = types.filter((type) => type !== undefined && !isUnknownLiteral(type));
  if (known.length > 1 && known.every(isNumber)) return known.reduce(widerNumber);
  return known[0] ?? types[0];
}

function constantType(content: A_Const): SqlType {
  if (content.ival) return typeNamed('int4');
  if (content.fval)
    return typeNamed(/^\d{1,19}$/.test(content.fval.fval ?? '') ? 'int8' : 'numeric');
  if (content.boolval) return bool;
  return typeNamed(content.bsval ? 'bit' : 'unknown');
}

function columnType({ fields }: ColumnRef, scope: Scope): SqlType | undefined {
  const name = as('String', fields?.at(-1))?.sval;
  const qualifier = as('String', fields?.at(-2))?.sval;
  for (let inner: Scope | undefined = scope; name && inner; inner = inner.parent) {
    for (const relation of inner.relations) {
      if (qualifier && relation.name !== qualifier) continue;
      // A relation of unknown columns may hold the name: nothing can be said then.
      if (!relation.columns) return undefined;
      if (relation.columns.has(name)) return relation.columns.get(name);
    }
  }
  return undefined;
}

const comparisons = new Set(
  '= <> != < > <= >= ~~ !~~ ~~* !~~* ~ ~* !~ !~* @> <@ && ? ?| ?& @? @@ ^@'.split(' '),
);

function operatorType({ kind, name, lexpr, rexpr }: A_Expr, scope: Scope): SqlType | undefined {
  if (kind === 'AEXPR_NULLIF') return typeOf(lexpr, scope);
  const operator = as('String', name?.at(-1))?.sval ?? '';
  const isComparison = comparisons.has(operator) && (lexpr || operator !== '~');
  if (kind !== 'AEXPR_OP' || isComparison) return bool;
  const left = typeOf(lexpr, scope);
  const right = typeOf(rexpr, scope);
  if (!lexpr) return right;
  switch (operator) {
    case '->>':
    case '#>>':
      return typeNamed('text');
    case '->':
    case '#>':
      return left ?? typeNamed('jsonb');
    case '#-':
      return left;
    case '||':
      return concatenation(left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function concatenation(left: SqlType | undefined, right: SqlType | undefined) {
  const map = [left, right].find((type) => type?.name === 'hstore' && !type.array);
  if (map) return map;
  if (isText(left) || isText(right))
    return isArray(left) || isArray(right) ? (isArray(left) ? left : right) : typeNamed('text');
  if (isArray(left) || isJson(left)) return left;
  if (isArray(right) || isJson(right)) return right;
  return left && right ? typeNamed('text') : undefined;
}

function arithmetic(operator: string, left: SqlType | undefined, right: SqlType | undefined) {
  if (isNumber(left) && isNumber(right)) return widerNumber(left, right);
  if (isJson(left) || isArray(left)) return left;
  if ([left, right].some((side) => isDate(side) || isTimestamp(side)))
    return momentArithmetic(operator, left, right);
  if (isInterval(left) || isInterval(right)) return typeNamed('interval');
  if (isUnknownLiteral(left)) return right;
  return isUnknownLiteral(right) ? left : undefined;
}

function momentArithmetic(operator: string, left: SqlType | undefined, right: SqlType | undefined) {
  const moment = isDate(left) || isTimestamp(left) ? left : right;
  const other = moment === left ? right : left;
  if (isDate(moment)) return dateArithmetic(operator, moment, other);
  return isTimestamp(other) || isDate(other) ? typeNamed('interval') : moment;
}

function dateArithmetic(operator: string, date: SqlType | undefined, other: SqlType | undefined) {
  if (isInterval(other) || other?.name === 'time') return typeNamed('timestamp');
  if (isDate(other)) return operator === '-' ? typeNamed('int4') : undefined;
  return isTimestamp(other) ? typeNamed('interval') : date;
}

const numberOrder = ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'];

function widerNumber(left: SqlType | undefined, right: SqlType | undefined): SqlType {
  const rank = (type: SqlType | undefined) => numberOrder.indexOf(type?.name ?? '');
  return typeNamed(numberOrder[Math.max(rank(left), rank(right))] ?? 'numeric');
}

function callType({ funcname, args = [] }: FuncCall, scope: Scope): SqlType | undefined {
  const result = scope.functions[as('String', funcname?.at(-1))?.sval ?? ''];
  if (result === undefined) return undefined;
  const compute = Object.hasOwn(computedResults, result) ? computedResults[result] : undefined;
  return compute ? compute(args, scope) : typeNamed(result);
}

type ResultOf = (args: readonly Node[], scope: Scope) => SqlType | undefined;

/** A result that follows from the type of the first argument. */
function fromFirst(change: (type: SqlType | undefined) => SqlType | undefined): ResultOf {
  return ([first], scope) => change(typeOf(first, scope));
}

/** What the words in `functionResults` that are no types mean. */
const computedResults: Readonly<Record<string, ResultOf>> = {
  same: (args, scope) => firstKnown(args.slice(0, 1), scope),
  second: (args, scope) => firstKnown(args.slice(1), scope),
  series: (args, scope) =>
    isDate(typeOf(args[0], scope)) ? typeNamed('timestamptz') : firstKnown(args.slice(0, 1), scope),
  element: fromFirst((type) => (isArray(type) && type ? elementOf(type) : undefined)),
  'array-of': fromFirst((type) => type && arrayOf(type)),
  sum: fromFirst(sumType),
  mean: fromFirst((type) => (isFraction(type) ? type : withoutScale(type, 'numeric'))),
  fraction: fromFirst((type) => withoutScale(type, 'float8')),
  truncated: ([, moment], scope) => {
    const type = typeOf(moment, scope);
    return isDate(type) ? typeNamed('timestamptz') : type;
  },
};

function isFraction(type: SqlType | undefined): boolean {
  return isNumber(type) && !isInteger(type) && type?.name !== 'numeric';
}

/** A numeric of any scale; a whole number becomes another type. */
function withoutScale(type: SqlType | undefined, whole: string): SqlType | undefined {
  if (isInteger(type)) return typeNamed(whole);
  return type?.name === 'numeric' && !type.array ? typeNamed('numeric') : type;
}

function sumType(type: SqlType | undefined): SqlType | undefined {
  if (type?.name === 'int8') return typeNamed('numeric');
  return isInteger(type) ? typeNamed('int8') : type;
}

function subLinkType({ subLinkType: kind, subselect }: SubLink, scope: Scope) {
  const select = as('SelectStmt', subselect);
  if (kind !== 'EXPR_SUBLINK' && kind !== 'ARRAY_SUBLINK') return bool;
  const [first] = select ? [...outputColumns(select, scope).values()] : [];
  return kind === 'ARRAY_SUBLINK' ? first && arrayOf(first) : first;
}
