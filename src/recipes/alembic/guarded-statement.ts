import { type Parsed, parserIsLoaded, parseStatement } from '../../sql/parser.ts';
import { isKeyword, significantTokens } from '../../sql/sqlite-tokens.ts';

type Node = NonNullable<Parsed['tree']>;

/** What is left out on the other database: `guard-and-tell` where it goes without something then. */
export type GuardFate = 'guard' | 'guard-and-tell';

/** Whether only this dialect has what a statement is about; nothing where both may have it. */
export function guardFate(statement: string, dialect: string): GuardFate | undefined {
  if (dialect === 'sqlite') return sqliteFate(statement);
  if (dialect !== 'postgresql' || !parserIsLoaded()) return undefined;
  const { tree } = parseStatement(statement);
  const [kind, body] = Object.entries(tree ?? {})[0] ?? [];
  if (!tree || kind === undefined) return undefined;
  if (needless.has(kind)) return 'guard';
  if (lost.has(kind)) return 'guard-and-tell';
  return special[kind]?.(body as never);
}

function sqliteFate(statement: string): GuardFate | undefined {
  const [first, ...rest] = significantTokens(statement);
  const words = ['PRAGMA', 'VACUUM', 'REINDEX', 'ANALYZE', 'ATTACH', 'DETACH'];
  if (words.some((word) => isKeyword(first, word))) return 'guard';
  const makes = rest.slice(0, 2).some((token) => {
    return isKeyword(token, 'VIRTUAL') || isKeyword(token, 'TRIGGER');
  });
  return isKeyword(first, 'CREATE') && makes ? 'guard-and-tell' : undefined;
}

/** Statements of PostgreSQL's grammar about things that the other database does not need. */
const needless: ReadonlySet<string> = new Set([
  ...['CreateExtensionStmt', 'AlterExtensionStmt', 'AlterExtensionContentsStmt'],
  ...['CreateEnumStmt', 'AlterEnumStmt', 'CreateDomainStmt', 'AlterDomainStmt'],
  ...['CompositeTypeStmt', 'CreateRangeStmt', 'AlterTypeStmt', 'AlterCollationStmt'],
  ...['CreateSeqStmt', 'AlterSeqStmt', 'CreateSchemaStmt', 'AlterObjectSchemaStmt'],
  ...['CreatedbStmt', 'DropdbStmt', 'AlterDatabaseStmt', 'AlterDatabaseSetStmt'],
  ...['CreateRoleStmt', 'AlterRoleStmt', 'AlterRoleSetStmt', 'DropRoleStmt'],
  ...['AlterDefaultPrivilegesStmt', 'GrantStmt', 'GrantRoleStmt', 'AlterOwnerStmt'],
  ...['ReassignOwnedStmt', 'DropOwnedStmt', 'CommentStmt', 'VariableSetStmt', 'DiscardStmt'],
  ...['VacuumStmt', 'LockStmt', 'ClusterStmt', 'ReindexStmt', 'RefreshMatViewStmt'],
]);

/** Statements that make something which the other database cannot have like this. */
const lost: ReadonlySet<string> = new Set([
  ...['CreateFunctionStmt', 'AlterFunctionStmt', 'DoStmt', 'CreatePLangStmt'],
  ...['CreateTrigStmt', 'CreateEventTrigStmt', 'RuleStmt', 'CreatePolicyStmt', 'AlterPolicyStmt'],
  ...['CreateCastStmt', 'CreateOpClassStmt', 'CreateOpFamilyStmt', 'CreateStatsStmt'],
  ...['CreatePublicationStmt', 'CreateForeignTableStmt', 'CreateForeignServerStmt'],
  ...['CreateFdwStmt', 'CreateUserMappingStmt', 'ImportForeignSchemaStmt'],
  ...['ListenStmt', 'NotifyStmt', 'CopyStmt'],
]);

/** Of these kinds some statements only. */
const special: Readonly<Record<string, (body: never) => GuardFate | undefined>> = {
  TransactionStmt: ({ kind }: Body<'TransactionStmt'>) =>
    ['TRANS_STMT_BEGIN', 'TRANS_STMT_START', 'TRANS_STMT_COMMIT'].includes(kind ?? '')
      ? 'guard'
      : undefined,
  DropStmt: ({ removeType }: Body<'DropStmt'>) =>
    portableObjects.has(removeType ?? '') ? undefined : 'guard',
  RenameStmt: ({ renameType }: Body<'RenameStmt'>) => {
    if (portableObjects.has(renameType ?? '')) return undefined;
    return routines.has(renameType ?? '') ? 'guard-and-tell' : 'guard';
  },
  DefineStmt: ({ kind }: Body<'DefineStmt'>) =>
    kind === 'OBJECT_TYPE' || kind === 'OBJECT_COLLATION' ? 'guard' : 'guard-and-tell',
  CreateTableAsStmt: ({ objtype }: Body<'CreateTableAsStmt'>) =>
    objtype === 'OBJECT_MATVIEW' ? 'guard-and-tell' : undefined,
  IndexStmt: ({ accessMethod = 'btree' }: Body<'IndexStmt'>) =>
    accessMethod === 'btree' ? undefined : 'guard',
  SelectStmt: selectFate,
  AlterTableStmt: alterFate,
};

type Body<K extends string> = Extract<Node, Record<K, unknown>>[K &
  keyof Extract<Node, Record<K, unknown>>];

/** What both databases can drop and rename. */
const portableObjects: ReadonlySet<string> = new Set([
  ...['OBJECT_TABLE', 'OBJECT_INDEX', 'OBJECT_VIEW', 'OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT'],
  ...['OBJECT_FOREIGN_TABLE'],
]);

const routines: ReadonlySet<string> = new Set([
  ...['OBJECT_FUNCTION', 'OBJECT_POLICY', 'OBJECT_TRIGGER', 'OBJECT_MATVIEW'],
]);

/** `SELECT setval('t_id_seq', 1)`: a call for what it does to the server. */
function selectFate({ targetList = [], fromClause }: Body<'SelectStmt'>): GuardFate | undefined {
  const [only, second] = targetList;
  const value = only && 'ResTarget' in only ? only.ResTarget.val : undefined;
  if (!value || !('FuncCall' in value) || second || fromClause) return undefined;
  const last = value.FuncCall.funcname?.at(-1);
  const name = last && 'String' in last ? (last.String.sval ?? '') : '';
  const isForServer = ['setval', 'set_config'].includes(name) || name.startsWith('pg_advisory_');
  return isForServer ? 'guard' : undefined;
}

const needlessChanges: ReadonlySet<string> = new Set([
  ...['AT_ChangeOwner', 'AT_ReplicaIdentity', 'AT_SetTableSpace', 'AT_SetRelOptions'],
  ...['AT_ResetRelOptions', 'AT_ClusterOn', 'AT_DropCluster', 'AT_ValidateConstraint'],
]);

/** `ALTER TABLE t OWNER TO a`, `ENABLE ROW LEVEL SECURITY`, `ADD EXCLUDE`. */
function alterFate({ cmds = [] }: Body<'AlterTableStmt'>): GuardFate | undefined {
  const commands = cmds.flatMap((each) => ('AlterTableCmd' in each ? each.AlterTableCmd : []));
  const kinds = commands.map(({ subtype = '' }) => String(subtype));
  if (kinds.every((kind) => needlessChanges.has(kind))) return 'guard';
  const isLost = (kind: string) => /^AT_(?:Enable|Disable|Force|NoForce)/.test(kind);
  const excludes = commands.some(
    ({ def }) => def && 'Constraint' in def && def.Constraint.contype === 'CONSTR_EXCLUSION',
  );
  return excludes || kinds.every(isLost) ? 'guard-and-tell' : undefined;
}
