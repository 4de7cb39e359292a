import { positionFinder, type Span } from '../core/span.ts';
import { ignoreMark, type SqlDocument } from './sql-document.ts';

/** The code of the diagnostic about a comment that hides nothing. */
export const unusedIgnore = 'unused-ignore';

/** A comment that hides what rules say: `-- engine-switch-ignore rule, rule: reason`. */
export interface IgnoreComment {
  readonly comment: Span;
  readonly scope: 'line' | 'file';
  /** The rules that it names, each with its place. */
  readonly rules: readonly NamedRule[];
  /** The line that it speaks for, counted from zero; any for the scope `file`. */
  readonly line: number;
}

export interface NamedRule extends Span {
  readonly id: string;
}

const form = new RegExp(
  `^(\\W*${ignoreMark}(-file)?(?![\\w-])[ \\t]*)([\\w-]+(?:[ \\t]*,[ \\t]*[\\w-]+)*)?`,
);

/** The comments of a document that hide something. */
export function ignoreComments(document: SqlDocument): readonly IgnoreComment[] {
  if (document.comments.length === 0) return [];
  const { text } = document;
  const positionOf = positionFinder(text);
  const lines = text.split(/\r\n|\r|\n/);
  return document.comments.flatMap((comment) => {
    const match = form.exec(text.slice(comment.start, comment.end));
    if (!match) return [];
    const [, head = '', file, list = ''] = match;
    const { line, character } = positionOf(comment.start);
    const isAlone = (lines[line] ?? '').slice(0, character).trim() === '';
    return [
      {
        comment,
        scope: file ? 'file' : 'line',
        rules: namedIn(list, comment.start + head.length),
        line: isAlone ? nextCodeLine(lines, line + 1) : line,
      },
    ];
  });
}

function namedIn(list: string, start: number): readonly NamedRule[] {
  return [...list.matchAll(/[\w-]+/g)].map(({ 0: id, index }) => ({
    id,
    start: start + index,
    end: start + index + id.length,
  }));
}

/** A comment that stands alone speaks for the next line that is neither blank nor a comment. */
function nextCodeLine(lines: readonly string[], from: number): number {
  let line = from;
  while (line < lines.length && /^\s*(?:--|#|\/\/|$)/.test(lines[line] ?? '')) line += 1;
  return line;
}
