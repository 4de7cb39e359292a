import type { A_Indirection, CaseExpr, Node, SubLink, TypeCast } from 'libpg-query';
import { as, contentOf, type Kind, kindOf } from './tree.ts';

interface Named {
  readonly name: string;
  /** A weak name gives way to that of a type around it. */
  readonly isWeak?: boolean;
}

/**
 * The name that PostgreSQL gives to a result column without an alias; `?column?` where it has none.
 * FigureColname in https://github.com/postgres/postgres/blob/master/src/backend/parser/parse_target.c
 */
export function columnName(node: Node): string {
  return named(node)?.name ?? '?column?';
}

function named(node: Node | undefined): Named | undefined {
  if (!node) return undefined;
  const naming = namings[kindOf(node)] as ((content: object) => Named | undefined) | undefined;
  return naming?.(contentOf(node));
}

type Naming = (content: never) => Named | undefined;

const namings: Partial<Record<Kind, Naming>> = {
  A_ArrayExpr: () => ({ name: 'array' }),
  A_Expr: ({ kind }: { kind?: string }) =>
    kind === 'AEXPR_NULLIF' ? { name: 'nullif' } : undefined,
  A_Indirection: ({ arg, indirection }: A_Indirection) =>
    lastName(indirection) ?? named(arg as Node),
  CaseExpr: ({ defresult }: CaseExpr) => strong(named(defresult)) ?? { name: 'case', isWeak: true },
  CoalesceExpr: () => ({ name: 'coalesce' }),
  CollateClause: ({ arg }: { arg?: Node }) => named(arg),
  // All columns of a table have their own names.
  ColumnRef: ({ fields }: { fields?: Node[] }) =>
    fields?.some((field) => as('A_Star', field)) ? undefined : lastName(fields),
  FuncCall: ({ funcname }: { funcname?: Node[] }) => lastName(funcname),
  GroupingFunc: () => ({ name: 'grouping' }),
  JsonArrayAgg: () => ({ name: 'json_arrayagg' }),
  JsonArrayConstructor: () => ({ name: 'json_array' }),
  JsonArrayQueryConstructor: () => ({ name: 'json_array' }),
  JsonFuncExpr: ({ op = '' }: { op?: string }) => ({ name: op.replace('_OP', '').toLowerCase() }),
  JsonObjectAgg: () => ({ name: 'json_objectagg' }),
  JsonObjectConstructor: () => ({ name: 'json_object' }),
  JsonParseExpr: () => ({ name: 'json' }),
  MinMaxExpr: ({ op }: { op?: string }) => ({ name: op === 'IS_LEAST' ? 'least' : 'greatest' }),
  RowExpr: () => ({ name: 'row' }),
  SQLValueFunction: ({ op = '' }: { op?: string }) => ({
    name: op.replace('SVFOP_', '').replace(/_N$/, '').toLowerCase(),
  }),
  SubLink: subLinkName,
  TypeCast: ({ arg, typeName }: TypeCast) => strong(named(arg)) ?? weak(lastName(typeName?.names)),
};

function strong(found: Named | undefined): Named | undefined {
  return found?.isWeak ? undefined : found;
}

function weak(found: Named | undefined): Named | undefined {
  return found && { ...found, isWeak: true };
}

function lastName(names: readonly Node[] | undefined): Named | undefined {
  const last = names?.findLast((item) => as('String', item)?.sval);
  const name = as('String', last)?.sval;
  return name === undefined ? undefined : { name };
}

function subLinkName({ subLinkType, subselect }: SubLink): Named | undefined {
  if (subLinkType === 'EXISTS_SUBLINK') return { name: 'exists' };
  if (subLinkType === 'ARRAY_SUBLINK') return { name: 'array' };
  if (subLinkType !== 'EXPR_SUBLINK') return undefined;
  const target = as('ResTarget', as('SelectStmt', subselect)?.targetList?.[0]);
  return target?.name ? { name: target.name } : named(target?.val);
}
