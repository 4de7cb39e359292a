import type { Span } from '../core/span.ts';
import type { SqlDiagnostic } from './check-document.ts';
import type { EmbeddedSql } from './embedded-sql.ts';

/** A file in which SQL was looked for. */
export interface SqlDocument {
  readonly text: string;
  /** Its SQL, in text order. */
  readonly passages: readonly EmbeddedSql[];
  /** What its code asks a library for that is PostgreSQL's alone. */
  readonly api: readonly SqlDiagnostic[];
  /** Strings of code may be parts of a statement, a script holds whole ones. */
  readonly isScript: boolean;
  /** Comments of the file's own language and of its SQL, as far as they speak to the checker. */
  readonly comments: readonly Span[];
  /** What a comment of the file's own language begins with: `--`, `#`, `//`. */
  readonly commentMark: string;
  /**
   * The places above whose lines a comment speaks for what stands at an offset, nearest first: its
   * own line where a comment can stand above it, then that of its statement or string.
   */
  anchorsOf(offset: number): readonly number[];
}

/** What a comment to the checker has in it. */
export const ignoreMark = 'engine-switch-ignore';

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/**
 * The place at or before an offset above whose line a comment can stand. `opaqueAt` gives the start
 * of the string, comment or the like that a line's beginning lies in.
 */
export function commentPlace(
  text: string,
  offset: number,
  opaqueAt: (lineStart: number) => number | undefined,
): number {
  const outer = opaqueAt(lineStart(text, offset));
  return outer === undefined || outer >= offset ? offset : commentPlace(text, outer, opaqueAt);
}
