import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { oncePer } from '../../core/once-per.ts';
import type { Problem, Result } from '../../core/result.ts';

/** A node of a Python syntax tree; `from` and `to` are UTF-16 offsets of the file's text. */
export type PythonNode = SyntaxNode;

/** A Python file as read: the text and its tree, which covers all of it. */
export interface PythonModule {
  readonly text: string;
  readonly root: PythonNode;
  /** How this file ends its lines. */
  readonly lineEnd: '\n' | '\r\n';
}

/**
 * Reads a Python file. The grammar is tolerant: whatever can be read is in the tree, and the first
 * place that cannot is a problem. A template or another language gives a problem, never an error.
 */
export function parsePython(text: string): Result<PythonModule> {
  // Byte order marks and form feeds are no part of the grammar; blanks of the same length are.
  const root = parser.parse(text.replace(/^\uFEFF/, '\n').replaceAll('\f', ' ')).topNode;
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  return { value: { text, root, lineEnd }, problems: firstProblem(root) };
}

function firstProblem(root: PythonNode): readonly Problem[] {
  const error = descendants(root).find((node) => node.type.isError && !isGrammarGap(node));
  if (!error) return [];
  return [{ message: 'not valid Python', span: { start: error.from, end: error.to } }];
}

/**
 * Valid Python that the grammar does not know, though it reads on behind it as it should: a bare
 * `yield`, the number `1.`, a class pattern without arguments, and `with (a as b, c as d):`.
 */
function isGrammarGap(error: PythonNode): boolean {
  const { parent } = error;
  if (error.prevSibling?.name === 'yield') return error.from === error.to;
  if (parent?.firstChild?.name === 'Number') return parent.name === 'MemberExpression';
  if (parent?.parent?.name === 'PatternArgList') return error.from === error.to;
  const withStatement = enclosing(error, 'WithStatement');
  const body = withStatement?.getChild('Body');
  const first = withStatement?.getChild('with')?.nextSibling?.name ?? '';
  return !!body && error.to <= body.from && parenthesized.has(first);
}

const parenthesized = new Set(['ParenthesizedExpression', 'TupleExpression']);

/** The source text of a node. */
export function textOf(module: PythonModule, node: PythonNode): string {
  return module.text.slice(node.from, node.to);
}

/** All nodes below a node, in text order. */
export function descendants(node: PythonNode): readonly PythonNode[] {
  return node.parent ? collectDescendants(node) : descendantsOfRoot(node);
}

const descendantsOfRoot = oncePer(collectDescendants);

function collectDescendants(node: PythonNode): readonly PythonNode[] {
  const found: PythonNode[] = [];
  const visit = (parent: PythonNode) => {
    for (const child of childrenOf(parent)) {
      found.push(child);
      visit(child);
    }
  };
  visit(node);
  return found;
}

/** All nodes of these kinds below a node, in text order. */
export function nodesOf(node: PythonNode, ...kinds: readonly string[]): readonly PythonNode[] {
  const [kind = ''] = kinds;
  if (kinds.length === 1 && !node.parent) return nodesByKind(node).get(kind) ?? [];
  return descendants(node).filter(({ name }) => kinds.includes(name));
}

/** What is asked for again and again by most recipes is sorted once. */
const nodesByKind = oncePer((root: PythonNode) => {
  const lists = new Map<string, PythonNode[]>();
  for (const node of descendants(root)) {
    const list = lists.get(node.name);
    if (list) list.push(node);
    else lists.set(node.name, [node]);
  }
  return lists;
});

/** The direct children of a node, punctuation and comments included. */
export function childrenOf(node: PythonNode): readonly PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The nearest of these kinds around a node, the node itself included. */
export function enclosing(node: PythonNode, ...kinds: readonly string[]): PythonNode | undefined {
  for (let at: PythonNode | null = node; at; at = at.parent) {
    if (kinds.includes(at.name)) return at;
  }
  return undefined;
}
