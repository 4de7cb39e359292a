import type {
  Alias,
  CommonTableExpr,
  JoinExpr,
  Node,
  RangeFunction,
  RangeSubselect,
  RangeVar,
  SelectStmt,
  WithClause,
} from 'libpg-query';
import { columnName } from './column-name.ts';
import { eachColumns, isOwnEach, jsonEachColumns } from './range-function.ts';
import type { ObservedSchema } from './schema.ts';
import type { SqlType } from './sql-type.ts';
import { type AnyContent, as, type Kind } from './tree.ts';
import { typeOf } from './type-of.ts';

/** The columns of a relation in order; the type is missing where it is not known. */
export type Columns = ReadonlyMap<string, SqlType | undefined>;

/** One entry of FROM, by the name that the query uses for it. */
export interface Relation {
  readonly name: string;
  /** The table behind it, where it is one. */
  readonly table?: string;
  /** Missing where nothing is known of its columns. */
  readonly columns?: Columns;
  /** Whether an outer join can put NULL in the place of its columns. */
  readonly isOuter?: boolean;
  /** A function in FROM that SQLite reads with json_each: each column's name there. */
  readonly each?: ReadonlyMap<string, string>;
}

/** What names mean inside of one query. */
export interface Scope {
  readonly relations: readonly Relation[];
  readonly ctes: ReadonlyMap<string, Columns>;
  readonly schema: ObservedSchema;
  readonly parent?: Scope;
  /** The result types of the source database's functions. */
  readonly functions: Readonly<Record<string, string>>;
}

export function rootScope(
  schema: ObservedSchema,
  functions: Readonly<Record<string, string>>,
): Scope {
  return { relations: [], ctes: new Map(), schema, functions };
}

type QueryLike = {
  withClause?: WithClause;
  relation?: RangeVar;
  fromClause?: Node[];
  usingClause?: Node[];
  sourceRelation?: Node;
  cmds?: Node[];
};

const queryKinds: ReadonlySet<Kind> = new Set<Kind>([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
  'IndexStmt',
  'AlterTableStmt',
  'CreateStmt',
  'CreatePolicyStmt',
]);

/** Whether a node of this kind opens a scope of its own. */
export function opensScope(kind: Kind): boolean {
  return queryKinds.has(kind);
}

/** The scope inside of a query or a table's definition. */
export function scopeOf(content: AnyContent, parent: Scope): Scope {
  const query = content as QueryLike;
  const ctes = withQueries(query.withClause, parent);
  const outer = { ...parent, ctes };
  const relations: Relation[] = [];
  if (query.relation) relations.push(...targetRelation(query, query.relation, outer));
  for (const item of [...(query.fromClause ?? []), ...(query.usingClause ?? [])])
    relations.push(...relationsOf(item, { ...outer, relations, parent }));
  if (query.sourceRelation) relations.push(...relationsOf(query.sourceRelation, outer));
  return { relations, ctes, schema: parent.schema, parent, functions: parent.functions };
}

/** The table that a statement is about; in an ALTER TABLE, as it was before. */
function targetRelation(
  { cmds }: QueryLike,
  relation: RangeVar,
  scope: Scope,
): readonly Relation[] {
  const known = cmds && scope.schema.table(relation.relname ?? '');
  if (!known) return tableRelation(relation, scope);
  const columns = known.columns.map(
    ({ name, type, previousType }) => [name, previousType ?? type] as const,
  );
  return [{ name: known.name, table: known.name, columns: new Map(columns) }];
}

function withQueries(clause: WithClause | undefined, parent: Scope): ReadonlyMap<string, Columns> {
  if (!clause) return parent.ctes;
  const ctes = new Map(parent.ctes);
  for (const item of clause.ctes ?? []) {
    const cte = as('CommonTableExpr', item);
    if (cte?.ctename) ctes.set(cte.ctename, cteColumns(cte, { ...parent, ctes }));
  }
  return ctes;
}

function cteColumns(cte: CommonTableExpr, scope: Scope): Columns {
  const select = as('SelectStmt', cte.ctequery);
  // The first member of a recursive query decides its columns.
  const first = select?.larg && cte.ctequery && scope ? select.larg : select;
  const columns = first ? outputColumns(first, scope) : returnedColumns(cte.ctequery, scope);
  return renamed(columns, cte.aliascolnames);
}

function returnedColumns(query: Node | undefined, scope: Scope): Columns {
  const statement =
    as('InsertStmt', query) ?? as('UpdateStmt', query) ?? as('DeleteStmt', query) ?? undefined;
  if (!statement) return new Map();
  const inner = scopeOf(statement, scope);
  return targetColumns(statement.returningClause?.exprs ?? [], inner);
}

function renamed(columns: Columns, names: readonly Node[] | undefined): Columns {
  if (!names?.length) return columns;
  const types = [...columns.values()];
  const old = [...columns.keys()];
  const fresh = names.map((name) => as('String', name)?.sval ?? '');
  return new Map(
    Array.from({ length: Math.max(old.length, fresh.length) }, (_, index) => [
      fresh[index] ?? old[index] ?? '',
      types[index],
    ]),
  );
}

/** The columns that a query gives, with names as PostgreSQL chooses them. */
export function outputColumns(select: SelectStmt, outer: Scope): Columns {
  if (select.larg) return outputColumns(select.larg, scopeOf(select, outer));
  const scope = scopeOf(select, outer);
  if (select.valuesLists?.length) return valuesColumns(select.valuesLists, scope);
  return targetColumns(select.targetList ?? [], scope);
}

function valuesColumns(lists: readonly Node[], scope: Scope): Columns {
  const first = as('List', lists[0])?.items ?? [];
  return new Map(first.map((item, index) => [`column${index + 1}`, typeOf(item, scope)]));
}

function targetColumns(targets: readonly Node[], scope: Scope): Columns {
  const columns = new Map<string, SqlType | undefined>();
  for (const target of targets) {
    const item = as('ResTarget', target);
    const fields = as('ColumnRef', item?.val)?.fields ?? [];
    const last = fields.at(-1);
    if (last && 'A_Star' in last) {
      for (const [name, type] of starColumns(fields, scope)) columns.set(name, type);
    } else if (item?.val) {
      columns.set(item.name ?? columnName(item.val), typeOf(item.val, scope));
    }
  }
  return columns;
}

/** How many columns a query gives, those of one name each; `undefined` where a table is not known. */
export function outputCount(select: SelectStmt, outer: Scope): number | undefined {
  const scope = scopeOf(select, outer);
  let count = 0;
  for (const target of select.targetList ?? []) {
    const fields = as('ColumnRef', as('ResTarget', target)?.val)?.fields ?? [];
    const last = fields.at(-1);
    if (!last || !('A_Star' in last)) {
      count += 1;
      continue;
    }
    const qualifier = as('String', fields.at(-2))?.sval;
    for (const { name, columns } of scope.relations) {
      if (qualifier && name !== qualifier) continue;
      if (!columns) return undefined;
      count += columns.size;
    }
  }
  return count;
}

function starColumns(fields: readonly Node[], scope: Scope): Columns {
  const qualifier = as('String', fields.at(-2))?.sval;
  const relations = scope.relations.filter(({ name }) => !qualifier || name === qualifier);
  return new Map(relations.flatMap(({ columns }) => [...(columns ?? [])]));
}

function relationsOf(item: Node, scope: Scope): readonly Relation[] {
  const table = as('RangeVar', item);
  if (table) return tableRelation(table, scope);
  const join = as('JoinExpr', item);
  if (join) return joinRelations(join, scope);
  const subselect = as('RangeSubselect', item);
  if (subselect) return [subselectRelation(subselect, scope)];
  const call = as('RangeFunction', item);
  return call ? [functionRelation(call, scope)] : [];
}

function joinRelations(join: JoinExpr, scope: Scope): readonly Relation[] {
  const left = join.larg ? relationsOf(join.larg, scope) : [];
  const inner = { ...scope, relations: [...scope.relations, ...left] };
  const right = join.rarg ? relationsOf(join.rarg, inner) : [];
  const { jointype } = join;
  return [
    ...(jointype === 'JOIN_RIGHT' || jointype === 'JOIN_FULL' ? left.map(asOuter) : left),
    ...(jointype === 'JOIN_LEFT' || jointype === 'JOIN_FULL' ? right.map(asOuter) : right),
  ];
}

function asOuter(relation: Relation): Relation {
  return { ...relation, isOuter: true };
}

function tableRelation(table: RangeVar, scope: Scope): readonly Relation[] {
  const relname = table.relname ?? '';
  const name = table.alias?.aliasname ?? relname;
  const cte = table.schemaname ? undefined : scope.ctes.get(relname);
  if (cte) return [{ name, columns: renamed(cte, table.alias?.colnames) }];
  const known = scope.schema.table(relname);
  if (!known) return [{ name, table: relname }];
  const columns = new Map(known.columns.map((column) => [column.name, column.type]));
  return [{ name, table: relname, columns: renamed(columns, table.alias?.colnames) }];
}

function subselectRelation(item: RangeSubselect, scope: Scope): Relation {
  const { subquery, alias, lateral } = item;
  const select = as('SelectStmt', subquery);
  const columns = select ? outputColumns(select, scope) : new Map<string, undefined>();
  const relation = aliased(alias, columns);
  return lateral ? { ...relation, each: lateralColumns(relation) } : relation;
}

/** LATERAL is read with json_each: each row is an array of its columns. */
function lateralColumns({ name, columns }: Relation): ReadonlyMap<string, string> {
  const names = [...(columns?.keys() ?? [])];
  return new Map(names.map((column, index) => [column, `(${name}.value ->> ${index})`]));
}

function functionRelation(item: RangeFunction, scope: Scope): Relation {
  const { functions, alias, ordinality } = item;
  const call = as('List', functions?.[0])?.items?.[0];
  const name = alias?.aliasname ?? (call ? columnName(call) : '');
  const type = call && typeOf(call, scope);
  if (isOwnEach(item, (node) => typeOf(node, scope)))
    return { name, columns: new Map(jsonEachColumns.map((column) => [column, undefined])) };
  const each = eachColumns(item);
  if (each)
    return { name, columns: new Map([...each.keys()].map((column) => [column, type])), each };
  const columns = new Map<string, SqlType | undefined>([[name, type]]);
  if (ordinality) columns.set('ordinality', undefined);
  return aliased({ ...alias, aliasname: name }, columns);
}

function aliased(alias: Alias | undefined, columns: Columns): Relation {
  return { name: alias?.aliasname ?? '', columns: renamed(columns, alias?.colnames) };
}
