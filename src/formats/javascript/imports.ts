import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from './module.ts';
import { stringLiteral } from './string-literal.ts';

/** A package or file that a module takes in, with `import`, `require` or `import()`. */
export interface ImportedModule {
  /** As written, such as `pg` or `./db`. */
  readonly source: string;
  /** The names that it gets in this file: `default`, `*` or the exported name to the local one. */
  readonly names: readonly ImportedName[];
  readonly node: JavaScriptNode;
  /** The literal that names it. */
  readonly literal: JavaScriptNode;
}

export interface ImportedName {
  /** `default` and `*` mean the module itself where it is of the other kind. */
  readonly imported: string;
  readonly local: string;
}

/** Everything that a file imports, in text order; imports of types alone are left out. */
export function importsOf(module: JavaScriptModule): readonly ImportedModule[] {
  const declarations = nodesOf(module.root, 'ImportDeclaration', 'ExportDeclaration');
  const calls = nodesOf(module.root, 'CallExpression', 'DynamicImport');
  return [
    ...declarations.flatMap((node) => readDeclaration(module, node)),
    ...calls.flatMap((node) => readCall(module, node)),
  ].sort((a, b) => a.node.from - b.node.from);
}

function readDeclaration(
  module: JavaScriptModule,
  node: JavaScriptNode,
): readonly ImportedModule[] {
  const children = childrenOf(node);
  const literal = children.find(({ name }) => name === 'String');
  const source = literal && stringLiteral(module, literal)?.value;
  if (!literal || source === undefined || children[1]?.name === 'type') return [];
  const star = children.some(({ name }) => name === 'Star');
  const own = children.filter(({ name }) => name === 'VariableDefinition');
  const names = own.map((name) => ({
    imported: star ? '*' : 'default',
    local: textOf(module, name),
  }));
  const group = children.find(({ name }) => name === 'ImportGroup');
  return [
    { source, names: [...names, ...(group ? groupNames(module, group) : [])], node, literal },
  ];
}

function groupNames(module: JavaScriptModule, group: JavaScriptNode): readonly ImportedName[] {
  const parts: JavaScriptNode[][] = [[]];
  for (const node of childrenOf(group).slice(1, -1)) {
    if (node.name === ',') parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.flatMap((nodes) => {
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (!first || !last || first.name === 'type') return [];
    return { imported: textOf(module, first), local: textOf(module, last) };
  });
}

/** `require('x')` and `import('x')`, with what a declaration around them takes out. */
function readCall(module: JavaScriptModule, node: JavaScriptNode): readonly ImportedModule[] {
  const callee = node.firstChild;
  const isImport = callee?.name === 'import' || node.name === 'DynamicImport';
  if (!callee || (!isImport && textOf(module, callee) !== 'require')) return [];
  const literal = (isImport ? node : node.getChild('ArgList'))?.getChild('String');
  if (!literal) return [];
  const source = stringLiteral(module, literal)?.value ?? '';
  return [{ source, names: boundNames(module, node), node, literal }];
}

function boundNames(module: JavaScriptModule, call: JavaScriptNode): readonly ImportedName[] {
  const member = call.parent?.name === 'MemberExpression' ? call.parent : undefined;
  const part = member?.lastChild ? textOf(module, member.lastChild) : '*';
  const holder = (member ?? call).parent;
  const declaration = holder?.name === 'AwaitExpression' ? holder.parent : holder;
  if (declaration?.name === 'ExpressionStatement') return equalsName(module, declaration);
  if (declaration?.name !== 'VariableDeclaration') return [];
  const name = declaration.getChild('VariableDefinition');
  if (name) return [{ imported: part, local: textOf(module, name) }];
  const pattern = declaration.getChild('ObjectPattern');
  return (pattern?.getChildren('PatternProperty') ?? []).flatMap((property) => {
    const children = childrenOf(property);
    const [first, last] = [children[0], children.at(-1)];
    return first && last ? { imported: textOf(module, first), local: textOf(module, last) } : [];
  });
}

/** The name in `import pg = require('pg')`, whose halves the grammar reads one after the other. */
function equalsName(module: JavaScriptModule, call: JavaScriptNode): readonly ImportedName[] {
  const { prevSibling } = call;
  const name = prevSibling?.getChild('VariableDefinition');
  const isOne = prevSibling?.name === 'ImportDeclaration' && prevSibling.lastChild?.type.isError;
  return isOne && name ? [{ imported: '*', local: textOf(module, name) }] : [];
}

/** What takes a module's name beside `require`: the mocks of test runners. */
const mocks =
  /^(?:require|(?:jest|vi)\.(?:doMock|dontMock|mock|unmock|requireActual|importActual))$/;

/**
 * Every literal of a file that names a module, imports of types and mocks of tests included, in text
 * order: a module that takes another's place has to stand in all of them.
 */
export function moduleNames(module: JavaScriptModule): readonly JavaScriptNode[] {
  const declared = nodesOf(module.root, 'ImportDeclaration', 'ExportDeclaration', 'ImportType');
  const calls = nodesOf(module.root, 'CallExpression', 'DynamicImport').flatMap((node) => {
    const callee = node.firstChild;
    if (node.name === 'DynamicImport' || callee?.name === 'import') return node;
    const name = callee ? textOf(module, callee).replace(/<[\s\S]*$/, '') : '';
    return mocks.test(name) ? (node.getChild('ArgList') ?? []) : [];
  });
  return [...declared, ...calls]
    .flatMap((node) => node.getChild('String') ?? [])
    .sort((a, b) => a.from - b.from);
}

/** The package that an import names: `pg` of `pg/lib/x`, `@a/b` of `@a/b/c`; empty for a file. */
export function packageOf(source: string): string {
  if (/^(?:\.|\/|node:)/.test(source)) return '';
  return source.split('/', source.startsWith('@') ? 2 : 1).join('/');
}
