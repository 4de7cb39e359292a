import type { Span } from '../../core/span.ts';
import { argumentsOf, splitAtCommas } from './arguments.ts';
import { calledName } from './imports.ts';
import { childrenOf, type PythonModule, type PythonNode, textOf } from './module.ts';
import { stringLiteral } from './string-literal.ts';

/** One entry of a dictionary that is written out. */
export interface DictionaryEntry extends Span {
  /** The key's value where it is a string, else its source; empty for `**other`. */
  readonly key: string;
  readonly value: PythonNode;
}

/** A dictionary that is written out: `{"a": 1}` or `dict(a=1)`. */
export interface Dictionary {
  /** The node that holds the entries and its brackets. */
  readonly list: PythonNode;
  readonly entries: readonly DictionaryEntry[];
  /** The source of an entry as this dictionary writes it. */
  readonly entry: (key: string, value: string) => string;
}

/** Reads an expression as a dictionary that is written out. */
export function dictionaryOf(module: PythonModule, node: PythonNode): Dictionary | undefined {
  if (node.name === 'DictionaryExpression') {
    const entries = splitAtCommas(childrenOf(node)).flatMap((nodes) => readEntry(module, nodes));
    return { list: node, entries, entry: (key, value) => `"${key}": ${value}` };
  }
  const list = node.getChild('ArgList');
  if (node.name !== 'CallExpression' || !list || calledName(module, node) !== 'dict') {
    return undefined;
  }
  const entries = argumentsOf(module, node).map(({ name, value, start, end }) => {
    return { key: name, value, start, end };
  });
  return { list, entries, entry: (key, value) => `${key}=${value}` };
}

function readEntry(module: PythonModule, nodes: readonly PythonNode[]): readonly DictionaryEntry[] {
  const [first] = nodes;
  const value = nodes.at(-1);
  if (!first || !value) return [];
  const isPair = nodes.some(({ name }) => name === ':');
  const key = isPair ? (stringLiteral(module, first)?.value ?? textOf(module, first)) : '';
  return [{ key, value, start: first.from, end: value.to }];
}
