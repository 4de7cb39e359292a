import type { JavaScriptNode } from '../formats/javascript/module.ts';
import type { PythonNode } from '../formats/python/module.ts';

type Node = PythonNode | JavaScriptNode;

/** A string with what is joined to it by `+`. */
export interface Concatenation {
  /** The whole expression; the string itself where nothing is joined to it. */
  readonly whole: Node;
  /** In text order. */
  readonly operands: readonly Node[];
}

/** The chain of `+` that a string is an operand of. */
export function concatenationOf(text: string, string: Node): Concatenation {
  let whole = string;
  while (whole.parent && isSum(text, whole.parent)) whole = whole.parent;
  return { whole, operands: operandsOf(text, whole) };
}

function operandsOf(text: string, node: Node): readonly Node[] {
  const { firstChild, lastChild } = node;
  if (!isSum(text, node) || !firstChild || !lastChild) return [node];
  return [...operandsOf(text, firstChild), ...operandsOf(text, lastChild)];
}

function isSum(text: string, node: Node): boolean {
  const operator = node.name === 'BinaryExpression' && node.getChild('ArithOp');
  return !!operator && text.slice(operator.from, operator.to) === '+';
}
