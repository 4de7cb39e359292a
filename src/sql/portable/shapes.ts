import type { Kind } from '../tree.ts';

type Check = (value: never, content: never) => boolean;

/** The fields of a node that SQLite takes with the same meaning; a check looks at the value. */
export type Shape = Readonly<Record<string, true | Check>>;

/** These fields, whatever they hold. */
function fields(names: string): Shape {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, true as const]));
}

function oneOf(...values: readonly unknown[]): Check {
  return (value) => values.includes(value);
}

const operators = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '<>',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  '||',
  '->',
  '->>',
  '<<',
  '>>',
  '&',
  '|',
]);

/** Whether SQLite has an operator of this name with the same meaning for numbers and texts. */
export function isPortableOperator(name: string): boolean {
  return operators.has(name) || name === '~';
}

const operatorName: Check = (
  value: readonly { String?: { sval?: string } }[],
  content: { kind?: string },
) =>
  content.kind !== 'AEXPR_OP' ||
  (value.length === 1 && operators.has(value[0]?.String?.sval ?? ''));

function isTrimCall(funcname: readonly unknown[] | undefined): boolean {
  return JSON.stringify(funcname?.at(-1)) === '{"String":{"sval":"btrim"}}';
}

/**
 * What is known to be portable. This is a list of what may pass, not of what may not: a construct
 * that PostgreSQL gains tomorrow is reported until somebody has run it on SQLite.
 */
export const portableShapes: Partial<Record<Kind, Shape>> = {
  A_Const: { ...fields('ival fval boolval sval isnull location') },
  A_Expr: {
    ...fields('lexpr rexpr location rexpr_list_start rexpr_list_end'),
    name: operatorName,
    kind: oneOf(
      'AEXPR_OP',
      'AEXPR_DISTINCT',
      'AEXPR_NOT_DISTINCT',
      'AEXPR_NULLIF',
      'AEXPR_IN',
      'AEXPR_BETWEEN',
      'AEXPR_NOT_BETWEEN',
    ),
  },
  A_Indices: fields('is_slice lidx uidx'),
  A_Star: {},
  Alias: fields('aliasname'),
  // The rule alter-table looks at every action.
  AlterTableCmd: fields('subtype name def missing_ok behavior num newowner recurse'),
  AlterTableStmt: {
    ...fields('relation'),
    cmds: (value: readonly unknown[]) => value.length === 1,
    objtype: oneOf('OBJECT_TABLE'),
  },
  BoolExpr: fields('boolop args location'),
  BooleanTest: {
    ...fields('arg location'),
    booltesttype: oneOf('IS_TRUE', 'IS_NOT_TRUE', 'IS_FALSE', 'IS_NOT_FALSE'),
  },
  Boolean: fields('boolval'),
  CaseExpr: fields('arg args defresult location'),
  CaseWhen: fields('expr result location'),
  CoalesceExpr: { ...fields('location'), args: (value: readonly unknown[]) => value.length > 1 },
  ColumnDef: fields('colname typeName is_local constraints location raw_default collClause'),
  ColumnRef: fields('fields location'),
  CommonTableExpr: fields('ctename aliascolnames ctematerialized ctequery location'),
  Constraint: {
    ...fields(
      'conname location raw_expr keys pktable fk_attrs pk_attrs generated_when initially_valid is_enforced skip_validation generated_kind',
    ),
    deferrable: (_value, content: { contype?: string }) => content.contype === 'CONSTR_FOREIGN',
    initdeferred: (_value, content: { contype?: string }) => content.contype === 'CONSTR_FOREIGN',
    fk_matchtype: oneOf('s'),
    fk_upd_action: true,
    fk_del_action: true,
    contype: oneOf(
      'CONSTR_NULL',
      'CONSTR_NOTNULL',
      'CONSTR_DEFAULT',
      'CONSTR_GENERATED',
      'CONSTR_CHECK',
      'CONSTR_PRIMARY',
      'CONSTR_UNIQUE',
      'CONSTR_FOREIGN',
      'CONSTR_ATTR_DEFERRABLE',
      'CONSTR_ATTR_NOT_DEFERRABLE',
      'CONSTR_ATTR_DEFERRED',
      'CONSTR_ATTR_IMMEDIATE',
    ),
  },
  CreateStmt: {
    ...fields('relation tableElts constraints if_not_exists'),
    oncommit: oneOf('ONCOMMIT_NOOP'),
  },
  CreateTableAsStmt: {
    ...fields('query into if_not_exists'),
    objtype: oneOf('OBJECT_TABLE'),
  },
  DeleteStmt: fields('relation whereClause returningClause withClause'),
  DropStmt: {
    ...fields('missing_ok'),
    objects: (value: readonly unknown[]) => value.length === 1,
    removeType: oneOf('OBJECT_TABLE', 'OBJECT_INDEX', 'OBJECT_VIEW'),
    behavior: oneOf('DROP_RESTRICT'),
  },
  Float: fields('fval'),
  FuncCall: {
    ...fields('funcname args agg_order agg_filter over agg_star agg_distinct location'),
    // TRIM(a, b) has the form of SQL's own syntax but is written as a call.
    funcformat: (value: string, { funcname }: { funcname?: readonly unknown[] }) =>
      value === 'COERCE_EXPLICIT_CALL' || isTrimCall(funcname),
  },
  IndexElem: {
    ...fields('name expr'),
    ordering: oneOf('SORTBY_DEFAULT', 'SORTBY_ASC', 'SORTBY_DESC'),
    nulls_ordering: oneOf('SORTBY_NULLS_DEFAULT'),
  },
  IndexStmt: {
    ...fields('idxname relation indexParams whereClause unique if_not_exists'),
    accessMethod: oneOf('btree'),
  },
  InferClause: fields('indexElems whereClause location'),
  InsertStmt: {
    ...fields('relation cols selectStmt onConflictClause returningClause withClause'),
    override: oneOf('OVERRIDING_NOT_SET'),
  },
  Integer: fields('ival'),
  IntoClause: {
    ...fields('rel colNames'),
    onCommit: oneOf('ONCOMMIT_NOOP'),
  },
  JoinExpr: fields('jointype isNatural larg rarg quals usingClause alias'),
  List: fields('items'),
  LockingClause: fields('lockedRels strength waitPolicy'),
  // The rule maintenance writes it for SQLite.
  ExplainStmt: {},
  VacuumStmt: fields('rels is_vacuumcmd'),
  // The rule merge writes its parts as statements.
  MergeStmt: {},
  MergeWhenClause: fields('matchKind commandType override condition targetList values location'),
  MultiAssignRef: fields('source colno ncolumns'),
  NullTest: {
    ...fields('location nulltesttype'),
    arg: (value: object) => !('RowExpr' in value),
  },
  OnConflictClause: fields('action infer targetList whereClause location'),
  ParamRef: fields('number location'),
  RangeSubselect: fields('subquery alias'),
  RangeVar: {
    ...fields('relname inh alias location'),
    relpersistence: oneOf('p', 't', 'u'),
  },
  RenameStmt: {
    ...fields('relation subname newname'),
    renameType: oneOf('OBJECT_TABLE', 'OBJECT_COLUMN'),
    relationType: oneOf('OBJECT_TABLE', 'OBJECT_ACCESS_METHOD'),
    behavior: oneOf('DROP_RESTRICT'),
  },
  ResTarget: fields('name val location'),
  ReturningClause: fields('exprs'),
  RowExpr: { ...fields('args location'), row_format: oneOf('COERCE_IMPLICIT_CAST') },
  SelectStmt: {
    ...fields(
      'targetList fromClause whereClause groupClause havingClause windowClause valuesLists sortClause limitCount withClause op all larg rarg',
    ),
    limitOffset: (_value, content: { limitCount?: unknown }) => content.limitCount !== undefined,
    limitOption: oneOf('LIMIT_OPTION_DEFAULT', 'LIMIT_OPTION_COUNT'),
    // DISTINCT alone holds one empty node.
    distinctClause: (value: readonly object[]) =>
      value.every((item) => Object.keys(item).length === 0),
  },
  SortBy: {
    ...fields('node sortby_nulls location'),
    sortby_dir: oneOf('SORTBY_DEFAULT', 'SORTBY_ASC', 'SORTBY_DESC'),
  },
  SQLValueFunction: { ...fields('typmod location'), op: oneOf('SVFOP_CURRENT_TIMESTAMP') },
  String: fields('sval'),
  SubLink: {
    ...fields('testexpr subselect location'),
    subLinkType: oneOf('EXISTS_SUBLINK', 'EXPR_SUBLINK', 'ANY_SUBLINK'),
    operName: () => false,
  },
  TransactionStmt: {
    ...fields('savepoint_name location'),
    kind: oneOf(
      'TRANS_STMT_BEGIN',
      'TRANS_STMT_COMMIT',
      'TRANS_STMT_ROLLBACK',
      'TRANS_STMT_SAVEPOINT',
      'TRANS_STMT_RELEASE',
      'TRANS_STMT_ROLLBACK_TO',
    ),
  },
  TypeCast: fields('arg typeName location'),
  TypeName: fields('names typemod location typmods'),
  UpdateStmt: fields('relation targetList whereClause fromClause returningClause withClause'),
  ViewStmt: { ...fields('view aliases query'), withCheckOption: oneOf('NO_CHECK_OPTION') },
  WindowDef: fields(
    'name refname partitionClause orderClause frameOptions startOffset endOffset location',
  ),
  WithClause: fields('ctes recursive location'),
};
