import { positional } from '../../formats/python/arguments.ts';
import { qualifiedName } from '../../formats/python/imports.ts';
import {
  descendants,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { type DialectType, dialectType } from './type-conversions.ts';

/** A place that names a type which only one dialect has. */
export interface TypeUse extends DialectType {
  /** The whole expression, arguments included. */
  readonly node: PythonNode;
  /** What names the type: `JSONB`, `postgresql.JSONB`. */
  readonly callee: PythonNode;
  /** The call, where the type has arguments. */
  readonly call?: PythonNode;
  /** `column`: it types a column. `expression`: it types a value of a query. `unclear`: neither. */
  readonly role: 'column' | 'expression' | 'unclear';
}

/**
 * The outermost uses of types that only this dialect has, without those that the author has made
 * conditional already: variants, branches on the dialect, decorated types, compile rules.
 */
export function typeUses(module: PythonModule, dialect: string): readonly TypeUse[] {
  const handled = compiledTypes(module);
  const uses: TypeUse[] = [];
  for (const callee of descendants(module.root)) {
    const inside = uses.at(-1)?.node;
    if (inside && callee.from < inside.to && callee.to <= inside.to) continue;
    const use = readUse(module, callee, dialect);
    if (use && !handled.has(use.name) && !isConditional(module, use.node)) uses.push(use);
  }
  return uses;
}

function readUse(module: PythonModule, callee: PythonNode, dialect: string): TypeUse | undefined {
  if (callee.name !== 'VariableName' && callee.name !== 'MemberExpression') return undefined;
  const parent = callee.parent;
  if (!parent || parent.name === 'MemberExpression' || isBinding(callee)) return undefined;
  if (enclosing(callee, 'ImportStatement', 'TypeDef', 'Decorator')) return undefined;
  const type = dialectType(qualifiedName(module, callee) ?? '', dialect);
  if (!type) return undefined;
  const called = parent.name === 'CallExpression' && parent.firstChild?.from === callee.from;
  const call = called && parent.firstChild?.to === callee.to ? parent : undefined;
  const node = call ?? callee;
  return { ...type, node, callee, role: roleOf(module, node), ...(call && { call }) };
}

/** Whether a name is given a value here: a keyword, a target, a parameter, a class. */
function isBinding(node: PythonNode): boolean {
  const parent = node.parent?.name ?? '';
  const before = node.prevSibling?.name;
  if (node.nextSibling?.name === 'AssignOp' && before !== 'AssignOp') return true;
  if (parent === 'AssignStatement') return before !== 'AssignOp';
  return (parent === 'ClassDefinition' || parent === 'FunctionDefinition') && before !== undefined;
}

/** Types that `@compiles(TYPE, ...)` teaches another dialect. */
function compiledTypes(module: PythonModule): ReadonlySet<string> {
  const decorators = nodesOf(module.root, 'Decorator').filter((node) =>
    nodesOf(node, 'VariableName', 'PropertyName').some(
      (name) => textOf(module, name) === 'compiles',
    ),
  );
  const types = decorators.flatMap((node) => {
    const type = positional(module, node, 0)?.value;
    return type ? [textOf(module, type)] : [];
  });
  return new Set(types.map((text) => text.slice(text.lastIndexOf('.') + 1)));
}

function isConditional(module: PythonModule, node: PythonNode): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (isVariant(module, at) || branchesOnDialect(module, parent)) return true;
    if (parent.name === 'ClassDefinition' && decoratesType(module, parent, node)) return true;
  }
  return false;
}

/** Whether an expression is an argument of `with_variant`, or has one for another dialect. */
function isVariant(module: PythonModule, node: PythonNode): boolean {
  const { parent } = node;
  if (parent?.name === 'ArgList') return calledMethod(module, parent.parent) === 'with_variant';
  const isObject = parent?.name === 'MemberExpression' && parent.firstChild?.from === node.from;
  return isObject && calledMethod(module, parent.parent) === 'with_variant';
}

/** The last name of what a call calls. */
export function calledMethod(module: PythonModule, call: PythonNode | null): string {
  if (call?.name !== 'CallExpression' || !call.firstChild) return '';
  const text = textOf(module, call.firstChild);
  return text.slice(text.lastIndexOf('.') + 1);
}

/** Whether a statement or expression chooses by the name of the dialect. */
export function branchesOnDialect(module: PythonModule, node: PythonNode): boolean {
  if (node.name !== 'IfStatement' && node.name !== 'ConditionalExpression') return false;
  const condition = textOf(module, node).split(/:\s*(?:#.*)?\r?\n/, 1)[0] ?? '';
  return /\bdialect\b|postgres|sqlite/i.test(
    node.name === 'IfStatement' ? condition : textOf(module, node),
  );
}

/** Whether a class is a type of the project's own that chooses its database type itself. */
function decoratesType(module: PythonModule, owner: PythonNode, node: PythonNode): boolean {
  const bases = owner.getChild('ArgList');
  if (!bases || (bases.from <= node.from && node.to <= bases.to)) return false;
  return (
    /TypeDecorator|UserDefinedType|TypeEngine/.test(textOf(module, bases)) &&
    /\bload_dialect_impl\b/.test(textOf(module, owner))
  );
}

const expressionCalls =
  /^(?:cast|try_cast|type_coerce|literal|literal_column|bindparam|isinstance|issubclass|array|label|column)$/;

/** Calls by which a type becomes that of columns. */
const columnCalls =
  /^(?:Column|mapped_column|as_mutable|Field|deferred|column_property|registry|(?:add|alter)_column)$/;

function roleOf(module: PythonModule, node: PythonNode): TypeUse['role'] {
  let insideCall = false;
  for (let at = node; at.parent; at = at.parent) {
    const role = roleBelow(module, at.parent);
    if (role) return role === 'column' && insideCall && !isArgument(at) ? 'unclear' : role;
    insideCall ||= isArgument(at);
  }
  return 'unclear';
}

function isArgument(node: PythonNode): boolean {
  return node.parent?.name === 'ArgList';
}

/** What this node makes of a type below it, if it decides. */
function roleBelow(module: PythonModule, node: PythonNode): TypeUse['role'] | undefined {
  switch (node.name) {
    case 'ArgList': {
      if (node.parent?.name === 'ClassDefinition') return 'unclear';
      const method = calledMethod(module, node.parent);
      if (expressionCalls.test(method)) return 'expression';
      return columnCalls.test(method) ? 'column' : undefined;
    }
    case 'AssignStatement':
      return 'column';
    case 'Body':
    case 'LambdaExpression':
      return 'unclear';
    default:
      return undefined;
  }
}
