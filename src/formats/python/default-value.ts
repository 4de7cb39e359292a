import { argumentsOf, positional } from './arguments.ts';
import { childrenOf, nodesOf, type PythonModule, type PythonNode, textOf } from './module.ts';
import { type StringLiteral, stringLiteral } from './string-literal.ts';

/**
 * The string that an expression stands for where nothing else is set: itself, the default of
 * `os.getenv("X", "...")` and `config("X", default="...")`, what stands behind `or`, or the value
 * of a name that the module sets once.
 */
export function defaultLiteral(module: PythonModule, node: PythonNode): StringLiteral | undefined {
  switch (node.name) {
    case 'VariableName': {
      const value = assignedOnce(module, textOf(module, node));
      return value && value.name !== 'VariableName' ? defaultLiteral(module, value) : undefined;
    }
    case 'BinaryExpression': {
      const [, operator, other] = childrenOf(node);
      return operator?.name === 'or' && other ? stringLiteral(module, other) : undefined;
    }
    case 'CallExpression': {
      const named = argumentsOf(module, node).find(({ name }) => name === 'default');
      const given = named ?? positional(module, node, 1);
      return given && stringLiteral(module, given.value);
    }
    default:
      return stringLiteral(module, node);
  }
}

function assignedOnce(module: PythonModule, name: string): PythonNode | undefined {
  const found = nodesOf(module.root, 'AssignStatement').filter(({ firstChild }) => {
    return firstChild && textOf(module, firstChild) === name;
  });
  return found.length === 1 ? (found[0]?.lastChild ?? undefined) : undefined;
}
