import type { TextEdit } from '../core/edit.ts';
import { ignoreMark, lineStart, type SqlDocument } from './sql-document.ts';

/** What stands for the reason that the author has to give. */
export const reason = 'reason';

/**
 * The edit that hides a rule, by a comment of the file's own language: for what stands at an
 * offset, on the line above it, or for the whole file, at its top.
 */
export function ignoreEdit(
  { text, commentMark, anchorsOf }: SqlDocument,
  rule: string,
  place: number | 'file',
): TextEdit {
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  if (place === 'file') {
    const start = topOf(text);
    const newText = `${commentMark} ${ignoreMark}-file ${rule}: ${reason}${lineEnd}`;
    return { start, end: start, newText };
  }
  const start = lineStart(text, anchorsOf(place)[0] ?? place);
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const newText = `${indentation}${commentMark} ${ignoreMark} ${rule}: ${reason}${lineEnd}`;
  return { start, end: start, newText };
}

/** After the byte order mark, and the lines that only count at the top: `#!` and `# coding:`. */
function topOf(text: string): number {
  return (
    /^\uFEFF?(?:#!.*(?:\r\n|\r|\n))?(?:#.*coding[:=].*(?:\r\n|\r|\n))?/.exec(text)?.[0].length ?? 0
  );
}
