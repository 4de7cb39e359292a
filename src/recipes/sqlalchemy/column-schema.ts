import { oncePer } from '../../core/once-per.ts';
import { positional } from '../../formats/python/arguments.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import { type ColumnCall, columnsOf, typeName } from './columns.ts';
import { calledMethod } from './type-uses.ts';

interface TypedColumn {
  readonly table: string;
  readonly column: string;
  /** In SQL. */
  readonly type: string;
}

/** Types that SQLite keeps as numbers and texts, by the last name in Python. */
const types: readonly (readonly [RegExp, string])[] = [
  [/^(?:Boolean|BOOLEAN|bool)$/, 'boolean'],
  [/^(?:DateTime|TIMESTAMP|DATETIME|datetime)$/, 'timestamp'],
  [/^(?:Date|DATE|date)$/, 'date'],
  [/^(?:Numeric|NUMERIC|DECIMAL|Decimal)$/, 'numeric'],
];

/** The columns of such types that models and revisions name with their tables. */
const typedColumns: (project: Project) => readonly TypedColumn[] = oncePer((project: Project) =>
  pythonFilesWith(project, typeNames).flatMap(({ module }) =>
    columnsOf(module).flatMap((column) => {
      const type = typeOf(module, column);
      const table = type ? tableAround(module, column.call) : '';
      return type && table && column.name ? { table, column: column.name, type } : [];
    }),
  ),
);

const typeNames = /\b(?:bool|boolean|date|datetime|decimal|numeric|timestamp)\b/i;

function typeOf(module: PythonModule, { type, annotation }: ColumnCall): string | undefined {
  const [, annotated = ''] = /(?:^|\[)\s*(?:[\w.]*\.)?(\w+)\b(?!\[)/.exec(annotation) ?? [];
  const name = type ? typeName(module, type) : annotated;
  return types.find(([form]) => form.test(name))?.[1];
}

/** The table of the model or of the operation that a node stands in; empty where none says. */
export function tableAround(module: PythonModule, node: PythonNode): string {
  for (let at: PythonNode | null = node; at; at = at.parent) {
    const name = at.name === 'ClassDefinition' ? tableOfClass(module, at) : tableOfCall(module, at);
    if (name) return name;
  }
  return '';
}

function tableOfClass(module: PythonModule, definition: PythonNode): string | undefined {
  const named = nodesOf(definition, 'AssignStatement').find(
    ({ firstChild }) => firstChild && textOf(module, firstChild) === '__tablename__',
  );
  return named?.lastChild ? stringLiteral(module, named.lastChild)?.value : undefined;
}

/** `op.create_table("t", ...)`, `op.create_index("i", "t", ...)`, and the batch around a call. */
function tableOfCall(module: PythonModule, node: PythonNode): string | undefined {
  if (node.name === 'WithStatement') {
    const batch = nodesOf(node, 'CallExpression').find(
      (call) => calledMethod(module, call) === 'batch_alter_table',
    );
    return batch && textAt(module, batch, 0);
  }
  const method = node.name === 'CallExpression' ? calledMethod(module, node) : '';
  if (/^(?:create_table|Table)$/.test(method)) return textAt(module, node, 0);
  const isBatch = enclosing(node, 'WithStatement') !== undefined;
  if (method === 'add_column' && !isBatch) return textAt(module, node, 0);
  return method === 'create_index' && !isBatch ? textAt(module, node, 1) : undefined;
}

function textAt(module: PythonModule, call: PythonNode, index: number): string | undefined {
  const argument = positional(module, call, index);
  return argument && stringLiteral(module, argument.value)?.value;
}

/**
 * The columns as SQL, for a translation that has to know them: SQLite compares booleans as numbers
 * and times as texts, which a server refuses.
 */
export function columnSchema(project: Project): string {
  const tables = new Set(typedColumns(project).map(({ table }) => table));
  return [...tables].map((table) => columnSchemaAs(project, table, table)).join('\n');
}

/** The columns of one table under the name of another. */
function columnSchemaAs(project: Project, table: string, alias: string): string {
  return schemaOf(
    typedColumns(project).filter((each) => each.table === table),
    alias,
  );
}

/**
 * The columns of the table that a node stands in, as SQL under another name: those that are known
 * by its name, else those of the class around it, whose table a base class names.
 */
export function columnSchemaAround(
  project: Project,
  module: PythonModule,
  node: PythonNode,
  alias: string,
): string {
  const table = tableAround(module, node);
  if (table) return columnSchemaAs(project, table, alias);
  const definition = enclosing(node, 'ClassDefinition');
  const own = columnsOf(module).filter(({ owner }) => owner && owner.from === definition?.from);
  const columns = own.flatMap((column) => {
    const type = typeOf(module, column);
    return type && column.name ? { table, column: column.name, type } : [];
  });
  return schemaOf(columns, alias);
}

function schemaOf(own: readonly TypedColumn[], alias: string): string {
  const columns = new Map(own.map(({ column, type }) => [column, type]));
  if (columns.size === 0) return '';
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const list = [...columns].map(([name, type]) => `${quoted(name)} ${type}`).join(', ');
  return `CREATE TABLE ${quoted(alias)} (${list});`;
}
