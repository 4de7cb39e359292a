import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { removeStatement } from './imports.ts';
import { childrenOf, type PythonModule, type PythonNode } from './module.ts';

/** The white space that a statement's first line begins with. */
export function indentationOf({ text }: PythonModule, { from }: PythonNode): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', from - 1) + 1, from))?.[0] ?? '';
}

/**
 * An edit that adds a definition behind a statement's line, in its block, with the blank lines that
 * PEP 8 wants around it. `code` is indented and ends its last line.
 * @see https://peps.python.org/pep-0008/#blank-lines
 */
export function insertDefinition(
  module: PythonModule,
  statement: PythonNode,
  code: string,
): TextEdit {
  const { text, lineEnd } = module;
  const wanted = statement.parent?.name === 'Script' ? 2 : 1;
  const lineBreak = text.indexOf('\n', statement.to);
  const start = lineBreak < 0 ? text.length : lineBreak + 1;
  const rest = text.slice(start);
  const present = /^(?:[ \t]*\r?\n)*/.exec(rest)?.[0].split('\n').length ?? 1;
  const after = rest.trim() === '' ? 0 : Math.max(0, wanted - (present - 1));
  const opening = (lineBreak < 0 ? lineEnd : '') + lineEnd.repeat(wanted);
  return { start, end: start, newText: opening + code + lineEnd.repeat(after) };
}

/** An edit that takes a definition out with the blank lines on the side that has fewer of them. */
export function removeBlock(module: PythonModule, block: PythonNode): TextEdit {
  const { text } = module;
  const { start, end } = linesOf(module, block);
  const before = /(?<=^|\n)(?:[ \t]*\r?\n)+$/.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0] ?? '';
  const isFirst = text.slice(0, start).trim() === '';
  const isLast = text.slice(end).trim() === '';
  const hasFewerBefore = before.split('\n').length < after.split('\n').length;
  return isLast || (hasFewerBefore && !isFirst)
    ? { start: start - before.length, end, newText: '' }
    : { start, end: end + after.length, newText: '' };
}

/** Takes a statement out; a block that would be left without one gets `pass`. */
export function withoutStatement(module: PythonModule, statement: PythonNode): TextEdit {
  const { parent, from: start, to: end } = statement;
  const siblings = parent
    ? childrenOf(parent).filter(({ name }) => name !== ':' && name !== 'Comment')
    : [];
  const isOnly = parent?.name === 'Body' && siblings.length === 1;
  return isOnly ? { start, end, newText: 'pass' } : removeStatement(module, statement);
}

function linesOf({ text }: PythonModule, { from, to }: PythonNode): Span {
  const lineBreak = text.indexOf('\n', to);
  return {
    start: text.lastIndexOf('\n', from - 1) + 1,
    end: lineBreak < 0 ? text.length : lineBreak + 1,
  };
}

/** The first statement of a function's body, behind its docstring. */
export function firstStatement(definition: PythonNode): PythonNode | undefined {
  const body = definition.getChild('Body');
  const statements = body
    ? childrenOf(body).filter(({ name }) => name !== ':' && name !== 'Comment')
    : [];
  const [first, second] = statements;
  const isDocstring = first?.name === 'ExpressionStatement' && first.firstChild?.name === 'String';
  return isDocstring ? (second ?? first) : first;
}
