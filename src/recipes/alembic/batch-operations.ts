import type { TextEdit } from '../../core/edit.ts';
import { argumentsOf, keyword, removeArguments } from '../../formats/python/arguments.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { type ColumnCall, columnsOf, isTrue } from '../sqlalchemy/columns.ts';
import { calledMethod } from '../sqlalchemy/type-uses.ts';
import type { HistoryFacts } from './history-facts.ts';
import {
  argumentOf,
  columnNames,
  nameArgument,
  type Operation,
  operationOf,
  plainText,
} from './operations.ts';

/** Operations that `batch_alter_table` has too. */
const batchable =
  /^(?:(?:add|alter|drop)_column|(?:create|drop)_index|create_(?:unique_constraint|check_constraint|primary_key|foreign_key)|drop_constraint)$/;

/** Whether an operation can stand in a batch for its table. */
export function isBatchable(
  module: PythonModule,
  { name, table, call }: Operation,
  keptSchemas: ReadonlySet<number>,
): boolean {
  const unfit = ['if_exists', 'if_not_exists'];
  const free = !argumentsOf(module, call).some((argument) => unfit.includes(argument.name));
  return batchable.test(name) && table !== undefined && free && !keptSchemas.has(call.from);
}

/** Whether an operation cannot run where tables are altered by copying them. */
export function needsBatch(
  module: PythonModule,
  operation: Operation,
  facts: HistoryFacts,
): boolean {
  switch (operation.name) {
    case 'alter_column':
      return argumentsOf(module, operation.call).some(({ name }) => alterations.test(name));
    case 'add_column':
      return addsConstraint(module, operation);
    case 'drop_column':
      return dropsConstrained(module, operation, facts);
    default:
      return /constraint$|^create_(?:foreign|primary)_key$/.test(operation.name);
  }
}

const alterations = /^(?:nullable|type_|server_default|comment|autoincrement)$/;

/** A key, a unique column, or a default that is no constant. */
function addsConstraint(module: PythonModule, { call }: Operation): boolean {
  const inner = nodesOf(call, 'CallExpression').map((node) => calledMethod(module, node));
  const column = columnIn(module, call);
  if (inner.includes('ForeignKey') || inner.includes('CheckConstraint')) return true;
  if (!column) return false;
  if (isTrue(module, column.call, 'unique')) return true;
  const given = keyword(module, column.call, 'server_default');
  if (!given) return false;
  const source = textOf(module, given.value).replace(
    /\b(?:true|false|null|get_context|get_bind)\(\)/g,
    '',
  );
  return /\(\)|CURRENT_|\bfunc\b|text\(\s*["']\(/i.test(source);
}

function dropsConstrained(
  module: PythonModule,
  operation: Operation,
  facts: HistoryFacts,
): boolean {
  const table = plainText(module, operation.table?.value);
  const column = plainText(module, argumentOf(module, operation, 1, 'column_name')?.value);
  return facts.constrained.has(`${table}.${column}`);
}

/** The edits that make `batch_op.create_index(...)` of `op.create_index(...)`. */
export function batchCall(module: PythonModule, operation: Operation): readonly TextEdit[] {
  const { call, table } = operation;
  const object = call.firstChild?.firstChild;
  if (!object || !table) return [];
  return [
    { start: object.from, end: object.to, newText: 'batch_op' },
    ...removeArguments(module, call, [table, ...schemasOf(module, call)]),
    ...nameConstraint(module, operation),
  ];
}

function schemasOf(module: PythonModule, call: PythonNode) {
  return argumentsOf(module, call).filter(({ name }) => /^(?:\w+_)?schema$/.test(name));
}

/** Constraints that a batch adds have to have a name: the one that PostgreSQL would give. */
function nameConstraint(module: PythonModule, operation: Operation): readonly TextEdit[] {
  if (operation.name === 'add_column') return nameForeignKeys(module, operation);
  const given = nameArgument(module, operation);
  if (!given || textOf(module, given.value) !== 'None') return [];
  const creation = operation.name === 'drop_constraint' ? creationOf(module, operation) : operation;
  if (!creation) return [];
  const newText = quoted(module, defaultName(module, creation));
  return [{ start: given.value.from, end: given.value.to, newText }];
}

/** The only nameless constraint that the revision adds to the table, as one that it drops. */
function creationOf(module: PythonModule, drop: Operation): Operation | undefined {
  const type = plainText(module, argumentOf(module, drop, 2, 'type_')?.value) ?? '';
  const table = plainText(module, drop.table?.value);
  const candidates = nodesOf(module.root, 'ExpressionStatement').flatMap((statement) => {
    const operation = operationOf(module, statement);
    if (!operation?.name.startsWith(creators[type] ?? 'none')) return [];
    const given = nameArgument(module, operation);
    const nameless = given !== undefined && textOf(module, given.value) === 'None';
    return nameless && plainText(module, operation.table?.value) === table ? [operation] : [];
  });
  return candidates.length === 1 ? candidates[0] : undefined;
}

const creators: Readonly<Record<string, string>> = {
  foreignkey: 'create_foreign_key',
  unique: 'create_unique_constraint',
  check: 'create_check_constraint',
  primary: 'create_primary_key',
};

/** @see https://www.postgresql.org/docs/current/sql-createtable.html (ChooseConstraintName) */
function defaultName(module: PythonModule, operation: Operation): string {
  const table = plainText(module, operation.table?.value) ?? 'table';
  const isForeign = operation.name === 'create_foreign_key';
  const columns = columnNames(
    module,
    argumentOf(module, operation, isForeign ? 3 : 2, isForeign ? 'local_cols' : 'columns'),
  );
  switch (operation.name) {
    case 'create_primary_key':
      return `${table}_pkey`;
    case 'create_check_constraint':
      return `${table}_check`;
    default:
      return [table, ...columns, isForeign ? 'fkey' : 'key'].join('_');
  }
}

function nameForeignKeys(module: PythonModule, operation: Operation): readonly TextEdit[] {
  const { call, table } = operation;
  const column = columnIn(module, call);
  const tableName = plainText(module, table?.value);
  if (!column || !tableName) return [];
  return nodesOf(column.call, 'CallExpression').flatMap((inner): readonly TextEdit[] => {
    if (calledMethod(module, inner) !== 'ForeignKey' || keyword(module, inner, 'name')) return [];
    const last = argumentsOf(module, inner).at(-1);
    if (!last) return [];
    const name = quoted(module, `${tableName}_${column.name}_fkey`);
    return [{ start: last.end, end: last.end, newText: `, name=${name}` }];
  });
}

/** A unique column that a batch adds: the flag goes, a named constraint of its own comes. */
export function uniqueColumn(module: PythonModule, operation: Operation): UniqueColumn | undefined {
  if (operation.name !== 'add_column') return undefined;
  const { call, table } = operation;
  const column = columnIn(module, call);
  if (!column || !isTrue(module, column.call, 'unique')) return undefined;
  const flag = argumentsOf(module, column.call).filter(({ name }) => name === 'unique');
  const name = quoted(module, `${plainText(module, table?.value)}_${column.name}_key`);
  return {
    edits: removeArguments(module, column.call, flag),
    statement: `batch_op.create_unique_constraint(${name}, [${quoted(module, column.name)}])`,
  };
}

export interface UniqueColumn {
  readonly edits: readonly TextEdit[];
  /** What has to stand behind the operation. */
  readonly statement: string;
}

/**
 * Whether a dropped constraint can have just the name that PostgreSQL gave it: on the target it has
 * none then, and the batch needs a convention by which to find it.
 */
export function dropsDefaultName(module: PythonModule, operation: Operation): boolean {
  if (operation.name !== 'drop_constraint') return false;
  const name = plainText(module, nameArgument(module, operation)?.value);
  const table = plainText(module, operation.table?.value) ?? '';
  return name?.startsWith(table) === true && /_(?:fkey|key|pkey|check)\d*$/.test(name);
}

/** The column that an operation adds or alters. */
export function columnTouched(module: PythonModule, operation: Operation): string | undefined {
  const { call } = operation;
  if (operation.name === 'alter_column') {
    return plainText(module, argumentOf(module, operation, 1, 'column_name')?.value);
  }
  if (operation.name !== 'add_column') return undefined;
  return columnIn(module, call)?.name;
}

function columnIn(module: PythonModule, call: PythonNode): ColumnCall | undefined {
  return columnsOf(module).find((each) => call.from < each.call.from && each.call.to <= call.to);
}
