import { type Argument, argumentsOf, keyword } from '../../formats/python/arguments.ts';
import { calledName, qualifiedName } from '../../formats/python/imports.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { calledMethod } from './type-uses.ts';

/** A call that makes a column: `mapped_column`, `Column`, SQLModel's `Field`. */
export interface ColumnCall {
  readonly call: PythonNode;
  readonly maker: 'mapped_column' | 'Column' | 'Field';
  /** The column's name, empty where it cannot be told. */
  readonly name: string;
  /** The table: its class, or the call of `Table` or `create_table`. */
  readonly owner?: PythonNode;
  /** The type as written, absent where the annotation gives it. */
  readonly type?: PythonNode;
  /** The annotation's text, such as `Mapped[bool]`. */
  readonly annotation: string;
}

const calls = new WeakMap<PythonModule, readonly ColumnCall[]>();

/** The columns of a file, in text order. */
export function columnsOf(module: PythonModule): readonly ColumnCall[] {
  const known = calls.get(module);
  if (known) return known;
  const columns = nodesOf(module.root, 'CallExpression').flatMap((call) =>
    readColumn(module, call),
  );
  calls.set(module, columns);
  return columns;
}

function readColumn(module: PythonModule, call: PythonNode): readonly ColumnCall[] {
  const maker = makerOf(module, call);
  if (!maker) return [];
  const type = typeOf(module, call);
  const owner = ownerOf(module, call);
  const statement = enclosing(call, 'AssignStatement');
  const target = statement?.firstChild;
  const annotation = statement?.getChild('TypeDef');
  const first = argumentsOf(module, call).find(({ name, star }) => !name && !star);
  const named = first && stringLiteral(module, first.value)?.value;
  const isField = owner?.name === 'ClassDefinition' && target?.name === 'VariableName';
  return [
    {
      call,
      maker,
      name: named ?? (isField && target ? textOf(module, target) : ''),
      annotation: annotation ? textOf(module, annotation).replace(/^:\s*/, '') : '',
      ...(owner && { owner }),
      ...(type && { type }),
    },
  ];
}

function makerOf(module: PythonModule, call: PythonNode): ColumnCall['maker'] | undefined {
  const method = calledMethod(module, call);
  if (method === 'Column' || method === 'mapped_column') return method;
  return calledName(module, call) === 'sqlmodel.Field' ? 'Field' : undefined;
}

/** Arguments of a column that are no type. */
const schemaItems =
  /^(?:ForeignKey|Sequence|Identity|Computed|FetchedValue|CheckConstraint|DefaultClause)$/;

function typeOf(module: PythonModule, call: PythonNode): PythonNode | undefined {
  const named = keyword(module, call, 'type_') ?? keyword(module, call, 'sa_type');
  if (named) return named.value;
  const positionals = argumentsOf(module, call).filter(({ name, star }) => !name && !star);
  const candidates = positionals.filter(({ value }) => !stringLiteral(module, value)).slice(0, 1);
  return candidates.find(({ value }) => !schemaItems.test(calledMethod(module, value)))?.value;
}

function ownerOf(module: PythonModule, call: PythonNode): PythonNode | undefined {
  for (let at = call.parent; at; at = at.parent) {
    if (at.name === 'ClassDefinition') return at;
    if (/^(?:Table|create_table)$/.test(calledMethod(module, at))) return at;
  }
  return undefined;
}

/** Whether a keyword argument of the column is `True`. */
export function isTrue(module: PythonModule, call: PythonNode, name: string): boolean {
  const value = keyword(module, call, name)?.value;
  return value !== undefined && textOf(module, value) === 'True';
}

/** Whether the column is the only one of its table's primary key, and refers to no other table. */
export function isCountingKey(module: PythonModule, column: ColumnCall): boolean {
  const { call, owner } = column;
  if (refersElsewhere(module, column)) return false;
  const autoincrement = keyword(module, call, 'autoincrement');
  if (autoincrement && textOf(module, autoincrement.value) === 'False') return false;
  const given = ['default', 'insert_default', 'default_factory'].map((name) =>
    keyword(module, call, name),
  );
  if (given.some((argument) => argument && textOf(module, argument.value) !== 'None')) return false;
  const keys = owner ? keyNames(module, owner) : [];
  if (isTrue(module, call, 'primary_key')) return keys.length <= 1;
  return keys.length === 1 && keys[0] === column.name && column.name !== '';
}

function refersElsewhere(module: PythonModule, { call, owner, name }: ColumnCall): boolean {
  const direct = argumentsOf(module, call).some(
    (argument) =>
      argument.name === 'foreign_key' || calledMethod(module, argument.value) === 'ForeignKey',
  );
  if (direct || !owner) return direct;
  return nodesOf(owner, 'CallExpression').some((constraint) => {
    if (calledMethod(module, constraint) !== 'ForeignKeyConstraint') return false;
    const [columns] = argumentsOf(module, constraint);
    return columns !== undefined && stringsIn(module, columns.value).includes(name);
  });
}

/** Names of the columns that make up a table's primary key. */
function keyNames(module: PythonModule, owner: PythonNode): readonly string[] {
  const flagged = columnsOf(module).filter(
    (column) => column.owner?.from === owner.from && isTrue(module, column.call, 'primary_key'),
  );
  const listed = nodesOf(owner, 'CallExpression')
    .filter((call) => calledMethod(module, call) === 'PrimaryKeyConstraint')
    .flatMap((call) =>
      argumentsOf(module, call)
        .filter(({ name, star }) => !name && !star)
        .flatMap(({ value }) => stringsIn(module, value)),
    );
  return [...new Set([...flagged.map(({ name }) => name), ...listed])];
}

/** The plain strings in an expression, itself included. */
export function stringsIn(module: PythonModule, node: PythonNode): readonly string[] {
  const own = stringLiteral(module, node);
  if (own) return [own.value];
  return childrenOf(node).flatMap((child) => stringsIn(module, child));
}

/** The name of a type expression: `BigInteger` of `sa.BigInteger()`. */
export function typeName(module: PythonModule, type: PythonNode): string {
  const callee = type.name === 'CallExpression' ? type.firstChild : type;
  const name = callee ? (qualifiedName(module, callee) ?? '') : '';
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The places that give a column a server default: the keyword, or an entry of SQLModel's `sa_column_kwargs`. */
export interface ServerDefault {
  readonly column: ColumnCall;
  readonly value: PythonNode;
  /** The argument, or the dictionary's entry, as a whole. */
  readonly start: number;
  readonly end: number;
  readonly form: 'argument' | 'entry';
  readonly argument?: Argument;
}

/** The server defaults of a file's columns. */
export function serverDefaults(module: PythonModule): readonly ServerDefault[] {
  return columnsOf(module).flatMap((column): readonly ServerDefault[] => {
    const argument = keyword(module, column.call, 'server_default');
    if (argument) {
      const { value, start, end } = argument;
      return [{ column, value, start, end, form: 'argument', argument }];
    }
    const options = keyword(module, column.call, 'sa_column_kwargs');
    const entry = options && dictionaryEntry(module, options.value, 'server_default');
    return entry ? [{ column, ...entry, form: 'entry' }] : [];
  });
}

function dictionaryEntry(module: PythonModule, dictionary: PythonNode, key: string) {
  const nodes = childrenOf(dictionary);
  const at = nodes.findIndex((node) => stringLiteral(module, node)?.value === key);
  const [name, value] = [nodes[at], nodes[at + 2]];
  return name && value && { value, start: name.from, end: value.to };
}
