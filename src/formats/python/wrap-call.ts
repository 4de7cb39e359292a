import { applyEdits, type TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { indentAt, lineEndAt, lineStartAt } from '../lines.ts';
import { argumentsOf } from './arguments.ts';
import { indentUnit } from './indent.ts';
import { nodesOf, type PythonModule, type PythonNode } from './module.ts';

/**
 * The edits of a file with the calls wrapped whose line an added argument makes too long: the
 * arguments on a line of their own, or each on one where that is not enough, as Black does it.
 * @param limit characters that a line may have.
 */
export function wrapLongCalls(
  module: PythonModule,
  edits: readonly TextEdit[],
  limit: number,
): readonly TextEdit[] {
  return nodesOf(module.root, 'ArgList')
    .filter((list) => addedTo(module, list, edits).length > 0)
    .reduce((all, list) => wrapped(module, list, all, limit), edits);
}

/** Edits that put something behind the last argument of a call. */
function addedTo(
  module: PythonModule,
  list: PythonNode,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  const last = argumentsOf(module, list).at(-1);
  return edits.filter(
    ({ start, end, newText }) => start === last?.end && end === start && newText.startsWith(', '),
  );
}

function wrapped(
  module: PythonModule,
  list: PythonNode,
  edits: readonly TextEdit[],
  limit: number,
): readonly TextEdit[] {
  const { text, lineEnd } = module;
  const line = { start: lineStartAt(text, list.from), end: lineEndAt(text, list.from) };
  const isPlain = list.to <= line.end && text[list.to - 1] === ')';
  if (!isPlain || lengthAfter(text, line, edits) <= limit) return edits;
  const indent = indentAt(text, list.from);
  const inner = lineEnd + indent + indentUnit(indent);
  const content = { start: list.from + 1, end: list.to - 1 };
  const length = inner.length - lineEnd.length + lengthAfter(text, content, edits);
  const outer = (comma: string): readonly TextEdit[] => [
    { start: content.start, end: content.start, newText: inner },
    { start: content.end, end: content.end, newText: comma + lineEnd + indent },
  ];
  if (length <= limit) return [...edits, ...outer('')];
  return oneEach(module, list, edits, inner)?.concat(outer(',')) ?? edits;
}

/** Every argument on a line; nothing where another edit takes away what stands between two. */
function oneEach(
  module: PythonModule,
  list: PythonNode,
  edits: readonly TextEdit[],
  inner: string,
): TextEdit[] | undefined {
  const added = addedTo(module, list, edits);
  const breaks = argumentsOf(module, list)
    .slice(1)
    .map(({ start }) => ({ start: blankBefore(module.text, start), end: start, newText: inner }));
  const isTaken = breaks.some((one) =>
    edits.some(({ start, end }) => start < one.end && one.start < end),
  );
  if (isTaken) return undefined;
  const moved = edits.map((edit) =>
    added.includes(edit) ? { ...edit, newText: `,${inner}${edit.newText.slice(2)}` } : edit,
  );
  return [...moved, ...breaks];
}

function blankBefore(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return start;
}

/** How long a part of a text is once it is edited; nothing where it becomes several lines. */
function lengthAfter(text: string, { start, end }: Span, edits: readonly TextEdit[]): number {
  const own = edits
    .filter((edit) => start <= edit.start && edit.end <= end)
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const after = applyEdits(text.slice(start, end), own);
  return after.includes('\n') ? 0 : after.length;
}
