import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { childrenOf, type PythonModule, type PythonNode, textOf } from './module.ts';

/** One argument of a call, or base class of a class. */
export interface Argument extends Span {
  /** The keyword, empty for a positional one. */
  readonly name: string;
  /** `*` or `**` before it. */
  readonly star: '' | '*' | '**';
  readonly value: PythonNode;
}

/** The arguments of a call, a class or a decorator, in order. */
export function argumentsOf(module: PythonModule, call: PythonNode): readonly Argument[] {
  const list = call.name === 'ArgList' ? call : call.getChild('ArgList');
  if (!list) return [];
  return splitAtCommas(childrenOf(list)).flatMap((nodes) => readArgument(module, nodes));
}

/** The argument with this keyword. */
export function keyword(
  module: PythonModule,
  call: PythonNode,
  name: string,
): Argument | undefined {
  return argumentsOf(module, call).find((argument) => argument.name === name);
}

/** The argument at this position, not counting keywords. */
export function positional(
  module: PythonModule,
  call: PythonNode,
  index: number,
): Argument | undefined {
  return argumentsOf(module, call).filter(({ name, star }) => !name && !star)[index];
}

/**
 * Edits that take arguments out of a call, each with its comma, its line where it stood alone and
 * the comment behind it. What is left stays as it was laid out.
 */
export function removeArguments(
  module: PythonModule,
  call: PythonNode,
  doomed: readonly Argument[],
): readonly TextEdit[] {
  const list = call.name === 'ArgList' ? call : call.getChild('ArgList');
  return list ? removeItems(module, list, argumentsOf(module, call), doomed) : [];
}

/** Likewise for the items of anything that stands between brackets and is parted by commas. */
export function removeItems(
  module: PythonModule,
  list: PythonNode,
  all: readonly Span[],
  doomed: readonly Span[],
): readonly TextEdit[] {
  const gone = new Set(doomed.map(({ start }) => start));
  const lastKept = all.filter(({ start }) => !gone.has(start)).at(-1);
  if (!lastKept) return [{ start: list.from + 1, end: list.to - 1, newText: '' }];
  return all.flatMap((item, index) => {
    if (!gone.has(item.start)) return [];
    const next = all[index + 1];
    if (next && item.start < lastKept.start) {
      const end = lineOrToken(module, next.start);
      // What follows on the line keeps its indentation.
      const start = end < next.start ? lineOrToken(module, item.start) : item.start;
      return { start, end, newText: '' };
    }
    return { start: all[index - 1]?.end ?? item.start, end: item.end, newText: '' };
  });
}

/** The line's start if only white space stands before the offset, else the offset. */
function lineOrToken({ text }: PythonModule, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(lineStart, offset).trim() === '' ? lineStart : offset;
}

/** An edit that adds an argument behind the last one, on a line of its own where the others are. */
export function appendArgument(module: PythonModule, call: PythonNode, source: string): TextEdit {
  const list = call.name === 'ArgList' ? call : call.getChild('ArgList');
  if (!list) throw new Error(`${call.name} takes no arguments.`);
  return appendItem(module, list, argumentsOf(module, list), source);
}

/** Likewise for the items of anything that stands between brackets and is parted by commas. */
export function appendItem(
  module: PythonModule,
  list: PythonNode,
  all: readonly Span[],
  source: string,
): TextEdit {
  const last = all.at(-1);
  if (!last) {
    const open = list.from + 1;
    return { start: open, end: open, newText: source };
  }
  const comma = childrenOf(list).find((node) => node.name === ',' && node.from >= last.end);
  const separator = separatorBefore(module, last);
  const newText = comma ? `${separator}${source},` : `,${separator}${source}`;
  const start = comma?.to ?? last.end;
  return { start, end: start, newText };
}

/** The line break and indentation before an argument that begins its line, else a blank. */
function separatorBefore({ text, lineEnd }: PythonModule, argument: Span): string {
  const lineStart = text.lastIndexOf('\n', argument.start - 1) + 1;
  const before = text.slice(lineStart, argument.start);
  return before.trim() === '' && lineStart > 0 ? lineEnd + before : ' ';
}

const ignored = new Set(['(', ')', '[', ']', '{', '}', 'Comment']);

/** The items between brackets, each as its nodes. */
export function splitAtCommas(nodes: readonly PythonNode[]): readonly (readonly PythonNode[])[] {
  const groups: PythonNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') groups.push([]);
    else if (!ignored.has(node.name)) groups.at(-1)?.push(node);
  }
  return groups.filter((group) => group.length > 0);
}

function readArgument(module: PythonModule, nodes: readonly PythonNode[]): Argument[] {
  const [first] = nodes;
  const value = nodes.at(-1);
  if (!first || !value) return [];
  const named = nodes[1]?.name === 'AssignOp';
  const star = first.name === '*' || first.name === '**' ? first.name : '';
  const name = named ? textOf(module, first) : '';
  return [{ name, star, value, start: first.from, end: value.to }];
}
