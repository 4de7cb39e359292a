import type {
  AlterTableCmd,
  AlterTableStmt,
  ColumnDef,
  Constraint,
  CreateFunctionStmt,
  CreateStmt,
  CreateTableAsStmt,
  Node,
  RenameStmt,
  TypeName,
} from 'libpg-query';
import { constraintColumns } from './constraint-columns.ts';
import { parseStatement } from './parser.ts';
import { typeReaders } from './read-types.ts';
import { type RoutineStatement, readRoutine } from './routines/plpgsql.ts';
import type { Column, DefiningStatement, Routine, Schema, Table, UserType } from './schema.ts';
import { type SqlType, typeOfTypeName, writtenTypeName } from './sql-type.ts';
import { as } from './tree.ts';

interface Draft {
  readonly tables: Map<string, Table>;
  readonly types: Map<string, UserType>;
  readonly routines: Map<string, Routine>;
}

/** The schema after these statements, on top of one that is already known. */
export function readSchema(statements: readonly DefiningStatement[], base: Schema): Schema {
  const draft: Draft = {
    tables: new Map(base.tables),
    types: new Map(base.types),
    routines: new Map(base.routines),
  };
  for (const statement of statements) applyDefinition(draft, statement);
  return draft;
}

/** Whether a statement can change the schema. */
export function isDefinition(tree: Node): boolean {
  for (const kind in tree) return kind in readers;
  return false;
}

type Reader = (draft: Draft, content: never, statement: DefiningStatement) => void;

const readers: Readonly<Record<string, Reader>> = {
  ...typeReaders,
  CreateStmt: createTable,
  AlterTableStmt: alterTable,
  RenameStmt: rename,
  DoStmt: runBlock,
  CreateFunctionStmt: createRoutine,
  PrepareStmt: prepare,
  CreateTableAsStmt: createMaterializedView,
  ViewStmt: createView,
  IndexStmt: addDependent,
  CreateTrigStmt: addTrigger,
};

function applyDefinition(draft: Draft, statement: DefiningStatement): void {
  for (const [kind, content] of Object.entries(statement.tree))
    readers[kind]?.(draft, content as never, statement);
}

function createTable(draft: Draft, content: CreateStmt, statement: DefiningStatement): void {
  const name = content.relation?.relname ?? '';
  if (content.if_not_exists && draft.tables.has(name)) return;
  const elements = content.tableElts ?? [];
  const columns = elements.flatMap((element) => columnOf(as('ColumnDef', element)) ?? []);
  const primaryKey = elements.flatMap((element) => keyColumns(element));
  draft.tables.set(name, {
    name,
    columns,
    primaryKey,
    statements: [statement],
    dependents: [],
    origin: statement.text,
  });
}

function keyColumns(element: Node): readonly string[] {
  const definition = as('ColumnDef', element);
  if (definition?.constraints?.some((item) => isPrimary(as('Constraint', item))))
    return [definition.colname ?? ''];
  const constraint = as('Constraint', element);
  return constraint && isPrimary(constraint) ? constraintColumns(constraint) : [];
}

function isPrimary(constraint: Constraint | undefined): boolean {
  return constraint?.contype === 'CONSTR_PRIMARY';
}

function columnOf(definition: ColumnDef | undefined): Column | undefined {
  if (!definition?.colname || !definition.typeName) return undefined;
  const constraints = (definition.constraints ?? []).map((item) => as('Constraint', item));
  const fallback = constraints.find((item) => item?.contype === 'CONSTR_DEFAULT')?.raw_expr;
  return {
    name: definition.colname,
    type: declaredType(definition.typeName),
    notNull: constraints.some((item) => item?.contype === 'CONSTR_NOTNULL' || isPrimary(item)),
    ...(fallback && { default: fallback }),
    isCounted: isCounted(definition),
  };
}

/** The type that is declared; none is known of a column of any type. */
function declaredType(name: TypeName): SqlType | undefined {
  return writtenTypeName(name) === 'any' ? undefined : typeOfTypeName(name);
}

/** Whether the database counts this column up: SERIAL, IDENTITY, or a default of nextval(). */
export function isCounted({ typeName, constraints }: ColumnDef): boolean {
  if (typeName && /^(small|big)?serial[248]?$/.test(writtenTypeName(typeName))) return true;
  return (constraints ?? []).some((item) => {
    const constraint = as('Constraint', item);
    const call = as('FuncCall', constraint?.raw_expr);
    const isNext = as('String', call?.funcname?.at(-1))?.sval === 'nextval';
    return constraint?.contype === 'CONSTR_IDENTITY' || isNext;
  });
}

function alterTable(draft: Draft, content: AlterTableStmt, statement: DefiningStatement): void {
  const table = draft.tables.get(content.relation?.relname ?? '');
  if (!table) return;
  let changed: Table = {
    ...table,
    statements: [...table.statements, statement],
    origin: `${table.origin};\n${statement.text}`,
  };
  for (const item of content.cmds ?? []) {
    const command = as('AlterTableCmd', item);
    if (command) changed = alterColumn(changed, command);
  }
  draft.tables.set(table.name, changed);
}

function alterColumn(table: Table, command: AlterTableCmd): Table {
  switch (command.subtype) {
    case 'AT_AddColumn': {
      const column = columnOf(as('ColumnDef', command.def));
      if (!column || table.columns.some(({ name }) => name === column.name)) return table;
      return { ...table, columns: [...table.columns, column] };
    }
    case 'AT_DropColumn':
      return { ...table, columns: table.columns.filter(({ name }) => name !== command.name) };
    case 'AT_AlterColumnType': {
      const type = as('ColumnDef', command.def)?.typeName;
      return type ? retype(table, command.name ?? '', typeOfTypeName(type)) : table;
    }
    case 'AT_AddConstraint': {
      const constraint = as('Constraint', command.def);
      if (!constraint || !isPrimary(constraint)) return table;
      return { ...table, primaryKey: constraintColumns(constraint) };
    }
    default:
      return table;
  }
}

function retype(table: Table, column: string, type: SqlType): Table {
  const columns = table.columns.map((item) =>
    item.name === column ? { ...item, type, ...(item.type && { previousType: item.type }) } : item,
  );
  return { ...table, columns };
}

function rename(draft: Draft, content: RenameStmt, { text }: DefiningStatement): void {
  if (content.renameType === 'OBJECT_TYPE' || content.renameType === 'OBJECT_DOMAIN')
    renameType(draft, content, text);
  const table = draft.tables.get(content.relation?.relname ?? '');
  if (!table) return;
  const origin = `${table.origin};\n${text}`;
  if (content.renameType === 'OBJECT_TABLE') {
    draft.tables.delete(table.name);
    const name = content.newname ?? '';
    draft.tables.set(name, { ...table, name, origin });
  }
  if (content.renameType !== 'OBJECT_COLUMN') return;
  const columns = table.columns.map((column) =>
    column.name === content.subname ? { ...column, name: content.newname ?? '' } : column,
  );
  draft.tables.set(table.name, { ...table, columns, origin });
}

/** Tables that name the type already keep it under the old name: both are known. */
function renameType({ types }: Draft, { object, newname = '' }: RenameStmt, text: string): void {
  const name = as('String', as('List', object)?.items?.at(-1))?.sval ?? '';
  const known = types.get(name);
  if (known) types.set(newname, { ...known, name: newname, origin: `${known.origin};\n${text}` });
}

function addTrigger(
  draft: Draft,
  content: { relation?: { relname?: string } },
  statement: DefiningStatement,
): void {
  const name = content.relation?.relname ?? '';
  if (draft.tables.has(name)) addDependent(draft, content, statement);
  // What is done instead of a change of a view is kept beside the routines, as views are.
  else draft.routines.set(`instead of ${name}`, { ...statement, name, origin: statement.text });
}

function addDependent(
  draft: Draft,
  content: { relation?: { relname?: string } },
  statement: DefiningStatement,
): void {
  const table = draft.tables.get(content.relation?.relname ?? '');
  if (!table) return;
  const dependents = [...table.dependents, statement];
  const origin = `${table.origin};\n${statement.text}`;
  draft.tables.set(table.name, { ...table, dependents, origin });
}

function createRoutine(
  draft: Draft,
  content: CreateFunctionStmt,
  statement: DefiningStatement,
): void {
  const name = as('String', content.funcname?.at(-1))?.sval ?? '';
  draft.routines.set(name, { ...statement, name, origin: statement.text });
}

/** A prepared statement is kept beside the routines, under a name that none of them has. */
function prepare(draft: Draft, content: { name?: string }, statement: DefiningStatement): void {
  const name = `prepared ${content.name ?? ''}`;
  draft.routines.set(name, { ...statement, name, origin: statement.text });
}

/** A materialized view is kept with its query, for the statement that fills it again. */
function createMaterializedView(
  draft: Draft,
  { into, objtype }: CreateTableAsStmt,
  statement: DefiningStatement,
): void {
  if (objtype !== 'OBJECT_MATVIEW') return;
  const name = `materialized view ${into?.rel?.relname ?? ''}`;
  draft.routines.set(name, { ...statement, name, origin: statement.text });
}

/** A view is kept beside the routines too. */
function createView(
  draft: Draft,
  content: { view?: { relname?: string } },
  statement: DefiningStatement,
): void {
  const name = `view ${content.view?.relname ?? ''}`;
  draft.routines.set(name, { ...statement, name, origin: statement.text });
}

/** A block that makes types or tables, as `IF NOT EXISTS` does it where there is no such clause. */
function runBlock(draft: Draft, _content: object, { text }: DefiningStatement): void {
  for (const statement of sqlOf(readRoutine(text) ?? [])) {
    const { tree } = parseStatement(statement);
    if (tree && isDefinition(tree)) applyDefinition(draft, { tree, text: statement });
  }
}

function sqlOf(body: readonly RoutineStatement[]): readonly string[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'sql') return [statement.text];
    return statement.kind === 'if'
      ? statement.branches.flatMap((branch) => sqlOf(branch.body))
      : [];
  });
}
