import type { Span } from '../core/span.ts';

/** The line terminator that a text uses first, LF for a text of one line. */
export function lineEndingOf(text: string): '\n' | '\r\n' | '\r' {
  const found = /\r\n|\r|\n/.exec(text)?.[0];
  return found === '\r\n' || found === '\r' ? found : '\n';
}

/** Offset of the first character of the line that holds `offset`; a byte order mark is none. */
export function lineStartAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text[start - 1])) start -= 1;
  return start === 0 && text.startsWith('\uFEFF') ? Math.min(1, offset) : start;
}

/** Offset of the end of the line that holds `offset`, before its terminator. */
export function lineEndAt(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text[end])) end += 1;
  return end;
}

/** Offset after the terminator of the line that holds `offset`. */
export function nextLineAt(text: string, offset: number): number {
  const end = lineEndAt(text, offset);
  if (end === text.length) return end;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** The line that holds `offset`, from there on, without its terminator. */
export function lineTextFrom(text: string, offset: number): string {
  return text.slice(offset, lineEndAt(text, offset));
}

/** The column of an offset in its line, counted from 0. */
export function columnAt(text: string, offset: number): number {
  return offset - lineStartAt(text, offset);
}

/** The whole lines that a span touches, with their terminators. */
export function wholeLines(text: string, span: Span): Span {
  return { start: lineStartAt(text, span.start), end: nextLineAt(text, span.end) };
}

/** Where the comment lines (`#`) begin that stand directly above the line of `offset`. */
export function aboveComments(text: string, offset: number): number {
  let start = lineStartAt(text, offset);
  while (start > 0) {
    const above = lineStartAt(text, start - (text.slice(start - 2, start) === '\r\n' ? 2 : 1));
    if (above === start || !/^\s*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** The spaces and tabs that the line of `offset` begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartAt(text, offset)))?.[0] ?? '';
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
