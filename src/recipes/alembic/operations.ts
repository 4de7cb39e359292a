import { oncePer } from '../../core/once-per.ts';
import { type Argument, argumentsOf, keyword, positional } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { stringsIn } from '../sqlalchemy/columns.ts';
import { branchesOnDialect } from '../sqlalchemy/type-uses.ts';

/** A statement of a revision that is one call of `op`. */
export interface Operation {
  readonly name: string;
  readonly statement: PythonNode;
  readonly call: PythonNode;
  /** The argument that names the table, where the operation has one. */
  readonly table?: Argument;
}

/** Where each operation has the table's name: the position and the keyword. */
const tableArguments: Readonly<Record<string, readonly [number, string]>> = {
  add_column: [0, 'table_name'],
  alter_column: [0, 'table_name'],
  drop_column: [0, 'table_name'],
  create_table: [0, 'table_name'],
  create_index: [1, 'table_name'],
  drop_index: [1, 'table_name'],
  create_unique_constraint: [1, 'table_name'],
  create_check_constraint: [1, 'table_name'],
  create_primary_key: [1, 'table_name'],
  create_foreign_key: [1, 'source_table'],
  drop_constraint: [1, 'table_name'],
};

/**
 * The blocks of a revision, each as its statements in order; what a branch on the dialect holds is
 * left out, because its author has thought of it.
 */
export const blocksOf: (module: PythonModule) => readonly (readonly PythonNode[])[] =
  oncePer(findBlocks);

function findBlocks(module: PythonModule): readonly (readonly PythonNode[])[] {
  return nodesOf(module.root, 'Body')
    .filter((body) => !isInBranch(module, body))
    .map((body) => childrenOf(body).filter(({ name }) => name !== ':' && name !== 'Comment'));
}

/** Whether a node lies in an `if` that asks for the dialect. */
export function isInBranch(module: PythonModule, node: PythonNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (branchesOnDialect(module, at)) return true;
  }
  return false;
}

/** The statement as a call of `alembic.op`, if it is one. */
export function operationOf(module: PythonModule, statement: PythonNode): Operation | undefined {
  const call = statement.name === 'ExpressionStatement' ? statement.firstChild : null;
  if (call?.name !== 'CallExpression') return undefined;
  const name = /^alembic\.op\.(\w+)$/.exec(calledName(module, call) ?? '')?.[1];
  if (!name) return undefined;
  const [index, word] = tableArguments[name] ?? [];
  const table =
    index === undefined || word === undefined
      ? undefined
      : (keyword(module, call, word) ?? positional(module, call, index));
  return { name, statement, call, ...(table && { table }) };
}

/**
 * The statement as a call of the variable of `with op.batch_alter_table(...)`; its table is the
 * first argument of that.
 */
export function batchOperationOf(
  module: PythonModule,
  statement: PythonNode,
): Operation | undefined {
  const call = statement.name === 'ExpressionStatement' ? statement.firstChild : null;
  const callee = call?.name === 'CallExpression' ? call.firstChild : null;
  const [variable, , method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
  const block = enclosing(statement, 'WithStatement');
  const opened = block?.getChild('CallExpression');
  if (!call || !variable || !method || !opened) return undefined;
  const isBatch = calledName(module, opened) === 'alembic.op.batch_alter_table';
  const alias = block?.getChild('VariableName');
  if (!isBatch || !alias || textOf(module, alias) !== textOf(module, variable)) return undefined;
  const table = positional(module, opened, 0);
  return { name: textOf(module, method), statement, call, ...(table && { table }) };
}

/** The text of an argument, if it is a plain string; `op.f("name")` is seen through. */
export function plainText(module: PythonModule, node: PythonNode | undefined): string | undefined {
  if (!node) return undefined;
  if (node.name === 'CallExpression' && /\.f$/.test(calledName(module, node) ?? '')) {
    return plainText(module, positional(module, node, 0)?.value);
  }
  const literal = stringLiteral(module, node);
  return literal && literal.holes.length === 0 ? literal.value : undefined;
}

/** The argument of an operation by its position in the signature or its keyword. */
export function argumentOf(
  module: PythonModule,
  { call }: Operation,
  index: number,
  word: string,
): Argument | undefined {
  return keyword(module, call, word) ?? positional(module, call, index);
}

/** The name that an operation gives or drops: index, constraint or column. */
export function nameArgument(module: PythonModule, operation: Operation): Argument | undefined {
  const words = operation.name.includes('index') ? 'index_name' : 'constraint_name';
  return argumentOf(module, operation, 0, words);
}

/** The columns that an argument lists. */
export function columnNames(module: PythonModule, argument: Argument | undefined) {
  return argument ? stringsIn(module, argument.value) : [];
}

/** The name by which the revision calls `alembic.op`. */
export function opName(module: PythonModule, { call }: Operation): string {
  const callee = call.firstChild ? textOf(module, call.firstChild) : 'op.';
  return callee.slice(0, callee.lastIndexOf('.'));
}

/** All arguments of an operation whose keyword is one of these. */
export function keywordsOf(module: PythonModule, { call }: Operation, words: readonly string[]) {
  return argumentsOf(module, call).filter(({ name }) => words.includes(name));
}
