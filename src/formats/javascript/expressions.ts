import {
  bareExpression,
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from './module.ts';

/** The name of the variable that `process.env.NAME` or `process.env['NAME']` reads. */
export function environmentVariable(
  module: JavaScriptModule,
  node: JavaScriptNode,
): string | undefined {
  const text = node.name === 'MemberExpression' ? textOf(module, node) : '';
  const [, dotted, quoted] = /^process\.env(?:\.(\w+)|\[['"](\w+)['"]\])$/.exec(text) ?? [];
  return dotted ?? quoted;
}

/** `value || fallback` and `value ?? fallback`, taken apart. */
export interface Fallback {
  readonly value: JavaScriptNode;
  readonly fallback: JavaScriptNode;
}

export function fallbackOf(module: JavaScriptModule, node: JavaScriptNode): Fallback | undefined {
  const [left, operator, right] = childrenOf(bareExpression(node));
  if (operator?.name !== 'LogicOp' || !left || !right) return undefined;
  const sign = textOf(module, operator);
  return sign === '||' || sign === '??' ? { value: left, fallback: right } : undefined;
}

/** The last name of `a.b.NAME`, of `NAME` and of `a['NAME']`; `undefined` for anything else. */
export function lastName(module: JavaScriptModule, node: JavaScriptNode): string | undefined {
  if (node.name === 'VariableName') return textOf(module, node);
  if (node.name !== 'MemberExpression') return undefined;
  return /(?:\.(\w+)|\[['"](\w+)['"]\])$/.exec(textOf(module, node))?.slice(1).find(Boolean);
}

/** What a constant of the file is set to; `undefined` for a name that is none or is set twice. */
export function constantOf(module: JavaScriptModule, name: string): JavaScriptNode | undefined {
  const found = nodesOf(module.root, 'VariableDeclaration').flatMap((declaration) => {
    const children = childrenOf(declaration);
    const at = children.findIndex((node) => {
      return node.name === 'VariableDefinition' && textOf(module, node) === name;
    });
    const equals = children.findIndex((node, index) => index > at && node.name === 'Equals');
    const value = at < 0 || equals < 0 ? undefined : children[equals + 1];
    return children[0]?.name === 'const' && value ? value : [];
  });
  return found.length === 1 ? found[0] : undefined;
}
