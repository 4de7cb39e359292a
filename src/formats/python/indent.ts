import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { nodesOf, type PythonModule, type PythonNode } from './module.ts';

/** The white space before a statement that begins its line; `undefined` where something else does. */
export function indentOf({ text }: PythonModule, statement: PythonNode): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', statement.from - 1) + 1, statement.from);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** One level of indentation below this one, as the file does it. */
export function indentUnit(indent: string): string {
  return indent.startsWith('\t') ? '\t' : indent.length === 2 ? '  ' : '    ';
}

/**
 * Edits that put statements of one block, from the first to the last, under a new header such as
 * `with op.batch_alter_table("t") as batch_op:`. Lines inside of strings are not moved.
 */
export function nestUnder(module: PythonModule, span: Span, header: string): readonly TextEdit[] {
  const { text, lineEnd } = module;
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = text.slice(start, span.start);
  return indentLines(module, { start, end: span.end }, indentUnit(indent)).map((edit) =>
    edit.start === start
      ? { ...edit, newText: `${indent}${header}${lineEnd}${edit.newText}` }
      : edit,
  );
}

/** Edits that move each line which begins in a span by one unit; those inside of strings stay. */
export function indentLines(
  { text, root }: PythonModule,
  { start, end }: Span,
  unit: string,
): readonly TextEdit[] {
  const strings = nodesOf(root, 'String', 'FormatString').filter(
    ({ from, to }) => start <= from && to <= end,
  );
  const edits: TextEdit[] = [];
  const isLineStart = start === 0 || text[start - 1] === '\n';
  for (let at = isLineStart ? start : nextLine(text, start); at >= 0 && at < end; ) {
    const isBlank = /^[ \t]*(?:\r?\n|$)/.test(text.slice(at, at + 200));
    const inString = strings.some(({ from, to }) => from < at && at < to);
    if (!inString && !isBlank) edits.push({ start: at, end: at, newText: unit });
    at = nextLine(text, at);
  }
  return edits;
}

function nextLine(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at);
  return lineBreak < 0 ? -1 : lineBreak + 1;
}
