import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import type { Problem, Result } from '../../core/result.ts';
import type { Span } from '../../core/span.ts';
import { isGrammarGap } from './grammar-gaps.ts';

/** A node of a JavaScript or TypeScript syntax tree; offsets are UTF-16 ones of the file's text. */
export type JavaScriptNode = SyntaxNode;

/** A JavaScript or TypeScript file as read: the text and its tree, which covers all of it. */
export interface JavaScriptModule {
  readonly text: string;
  readonly root: JavaScriptNode;
}

const dialects: readonly (readonly [RegExp, string])[] = [
  [/\.[cm]?ts$/, 'ts'],
  [/\.tsx$/, 'ts jsx'],
  [/./, 'jsx'],
];

/**
 * Reads a file by the dialect that its path names. The grammar is tolerant: whatever can be read is
 * in the tree, and the first place that cannot is a problem.
 */
export function parseJavaScript(path: string, text: string): Result<JavaScriptModule> {
  const dialect = dialects.find(([form]) => form.test(path))?.[1] ?? '';
  // A byte order mark is no part of the grammar; a line break of the same length is.
  const root = parser.configure({ dialect }).parse(text.replace(/^\uFEFF/, '\n')).topNode;
  const error = descendants(root).find((node) => node.type.isError && !isGrammarGap(node));
  const problems: readonly Problem[] = error
    ? [{ message: 'not valid JavaScript', span: spanOf(error) }]
    : [];
  return { value: { text, root }, problems };
}

/** The source text of a node. */
export function textOf(module: JavaScriptModule, node: JavaScriptNode): string {
  return module.text.slice(node.from, node.to);
}

/** Where a node stands. */
export function spanOf(node: JavaScriptNode): Span {
  return { start: node.from, end: node.to };
}

/** All nodes below a node, in text order. */
function descendants(node: JavaScriptNode): readonly JavaScriptNode[] {
  const found: JavaScriptNode[] = [];
  const visit = (parent: JavaScriptNode) => {
    for (const child of childrenOf(parent)) {
      found.push(child);
      visit(child);
    }
  };
  visit(node);
  return found;
}

/** All nodes of these kinds below a node, in text order. */
export function nodesOf(
  node: JavaScriptNode,
  ...kinds: readonly string[]
): readonly JavaScriptNode[] {
  return descendants(node).filter(({ name }) => kinds.includes(name));
}

/** The direct children of a node, punctuation and comments included. */
export function childrenOf(node: JavaScriptNode): readonly JavaScriptNode[] {
  const children: JavaScriptNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The nearest of these kinds around a node, the node itself included. */
export function enclosing(
  node: JavaScriptNode,
  ...kinds: readonly string[]
): JavaScriptNode | undefined {
  for (let at: JavaScriptNode | null = node; at; at = at.parent) {
    if (kinds.includes(at.name)) return at;
  }
  return undefined;
}

/** An expression without the parentheses and TypeScript assertions (`as X`, `!`) around it. */
export function bareExpression(node: JavaScriptNode): JavaScriptNode {
  const [first, second] = childrenOf(node).filter(({ name }) => !/Comment$/.test(name));
  if (node.name === 'ParenthesizedExpression' && second) return bareExpression(second);
  const asserted =
    (node.name === 'BinaryExpression' && /^(?:as|satisfies)$/.test(second?.name ?? '')) ||
    (node.name === 'PostfixExpression' && second?.name === 'LogicOp');
  return asserted && first ? bareExpression(first) : node;
}
