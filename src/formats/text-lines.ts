/** Where the line of an offset begins. */
export function lineStartAt(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at === 0 && text.startsWith('\uFEFF') ? Math.min(1, offset) : at;
}

/** Where the line of an offset ends, its line break included. */
export function lineEndAt(text: string, offset: number): number {
  const match = /\r\n|\n|\r/g;
  match.lastIndex = offset;
  const found = match.exec(text);
  return found ? found.index + found[0].length : text.length;
}

/** The line that begins at an offset, without its line break. */
export function lineTextAt(text: string, start: number): string {
  return text.slice(start, lineEndAt(text, start)).replace(/[\r\n]+$/, '');
}

/** The column of an offset in its line. */
export function columnAt(text: string, offset: number): number {
  return offset - lineStartAt(text, offset);
}

/** The line break that a text uses: that of its first line, or a line feed. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
