import { oncePer } from '../../core/once-per.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { KnownColumn, KnownTable } from '../facts/known-table.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import { annotatedType, columnTypeOf, isNotNull, takesNull } from './column-type.ts';
import { columnsOf, isTrue } from './columns.ts';

/** A class with the columns that its own body has. */
interface ModelClass {
  readonly name: string;
  readonly table: string;
  readonly bases: readonly string[];
  readonly columns: readonly ModelColumn[];
  /** Something in it makes columns that cannot be read. */
  readonly isDynamic: boolean;
}

interface ModelColumn extends KnownColumn {
  readonly isKey: boolean;
}

/** Classes of the libraries that bring no columns of their own. */
const roots =
  /^(?:Base|Model|DeclarativeBase|DeclarativeBaseNoMeta|MappedAsDataclass|AsyncAttrs|SQLModel|object)$/;

/** The tables of a project's models, as far as every column of a model can be read. */
export const modelledTables: (project: Project) => readonly KnownTable[] = oncePer(
  (project: Project) => {
    const classes = pythonFilesWith(
      project,
      /mapped_column|Mapped\[|Column\(|\bSQLModel\b/,
    ).flatMap(({ module }) =>
      nodesOf(module.root, 'ClassDefinition').map((node) => readClass(module, node)),
    );
    const byName = new Map(classes.map((one) => [one.name, one] as const));
    return classes.flatMap((one) => {
      const columns = one.table ? allColumns(one, byName, []) : undefined;
      return columns?.length ? tableOf(one.table, columns) : [];
    });
  },
);

function tableOf(name: string, all: readonly ModelColumn[]): KnownTable {
  const columns = [...new Map(all.map((column) => [column.name, column])).values()];
  return {
    name,
    columns,
    primaryKey: columns.flatMap((column) => (column.isKey ? column.name : [])),
  };
}

/** The columns of a class and of those before it; `undefined` where one of them is not known. */
function allColumns(
  { name, bases, columns, isDynamic }: ModelClass,
  byName: ReadonlyMap<string, ModelClass>,
  below: readonly string[],
): readonly ModelColumn[] | undefined {
  if (isDynamic || below.includes(name)) return undefined;
  const inherited = bases.map((base) => {
    const known = byName.get(base);
    if (known) return allColumns(known, byName, [...below, name]);
    return roots.test(base) ? [] : undefined;
  });
  return inherited.includes(undefined)
    ? undefined
    : [...inherited.flatMap((found) => found ?? []), ...columns];
}

function readClass(module: PythonModule, node: PythonNode): ModelClass {
  const nameNode = node.getChild('VariableName');
  const body = node.getChild('Body');
  const statements = body ? childrenOf(body).filter(({ name }) => name === 'AssignStatement') : [];
  const bases = argumentsOf(module, node).flatMap(({ name, value }) =>
    name ? [] : textOf(module, value),
  );
  const declared = body
    ? nodesOf(body, 'DecoratedStatement').filter((one) => isDeclared(module, one))
    : [];
  return {
    name: nameNode ? textOf(module, nameNode) : '',
    table: tableName(module, statements),
    bases: bases.map((base) => base.slice(base.lastIndexOf('.') + 1)),
    columns: statements.flatMap((statement) => readColumn(module, node, statement) ?? []),
    isDynamic: declared.length > 0,
  };
}

function isDeclared(module: PythonModule, statement: PythonNode): boolean {
  return /^@(?:\w+\.)*declared_attr\b[\s\S]*?\bdef\s+(?!__)\w/.test(textOf(module, statement));
}

function tableName(module: PythonModule, statements: readonly PythonNode[]): string {
  const named = statements.find(
    ({ firstChild }) => firstChild && textOf(module, firstChild) === '__tablename__',
  );
  const literal = named?.lastChild && stringLiteral(module, named.lastChild);
  return literal && literal.holes.length === 0 ? literal.value : '';
}

function readColumn(
  module: PythonModule,
  owner: PythonNode,
  statement: PythonNode,
): ModelColumn | undefined {
  const call = columnsOf(module).find(
    (column) => column.owner?.from === owner.from && isWithin(column.call, statement),
  );
  if (call?.name)
    return {
      name: call.name,
      type: columnTypeOf(module, call),
      notNull: isNotNull(module, call),
      isKey: isTrue(module, call.call, 'primary_key'),
    };
  return annotatedColumn(module, statement);
}

function isWithin(node: PythonNode, around: PythonNode): boolean {
  return node.from >= around.from && node.to <= around.to;
}

/** `name: Mapped[str]`, without a call. */
function annotatedColumn(module: PythonModule, statement: PythonNode): ModelColumn | undefined {
  const { firstChild: target, lastChild: last } = statement;
  const definition = statement.getChild('TypeDef');
  const annotation = definition ? textOf(module, definition).replace(/^:\s*/, '') : '';
  if (!target || last?.from !== definition?.from || !/^(?:\w+\.)*Mapped\[/.test(annotation))
    return undefined;
  const type = annotatedType(annotation);
  return { name: textOf(module, target), type, notNull: !takesNull(annotation), isKey: false };
}
