import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { isNameHole } from './name-holes.ts';

/**
 * A run of a string in a source file: text as written, an escape, a hole, or an expression beside
 * the literal (`'...' + id`), which nothing can be written into.
 */
export interface LiteralRun extends Span {
  readonly kind: 'text' | 'escape' | 'hole' | 'outer';
  /** What it means. */
  readonly value: string;
}

/** A string literal that holds SQL, as its language writes it. */
export interface SqlLiteral {
  readonly runs: readonly LiteralRun[];
  /** How text is written at a place of the file; `undefined` where it cannot be. */
  readonly write: (text: string, at: number) => string | undefined;
}

/** SQL of a literal, with its holes as parameters or names; a driver's placeholders stay as they are. */
export interface EmbeddedSql {
  readonly text: string;
  /** Whether some of it is known at run time only. */
  readonly hasHoles: boolean;
  /** Where it stands in the file, from its first character to its last. */
  readonly span: Span;
  /** The place in the file of a place in `text`. */
  toSource(span: Span): Span;
  /** An edit of `text` as one of the file; `undefined` where the literal cannot take it. */
  toSourceEdit(edit: TextEdit): TextEdit | undefined;
  /** What is said of `text`, with the holes as the file has them. */
  toSourceText(said: string): string;
}

interface Piece {
  readonly start: number;
  readonly text: string;
  readonly source: Span;
  /** As in the literal; the characters of `text` stand one to one. */
  readonly kind: LiteralRun['kind'];
}

/** Makes SQL of a literal that a parser of PostgreSQL takes, with the way back. */
export function embeddedSql(literal: SqlLiteral): EmbeddedSql {
  const pieces: Piece[] = [];
  const originals: string[] = [];
  let before = '';
  for (const [index, run] of literal.runs.entries()) {
    const isHole = run.kind === 'hole' || run.kind === 'outer';
    if (isHole) originals.push(run.value);
    const next = literal.runs[index + 1]?.value ?? '';
    const text = isHole ? standIn(originals.length, isNameHole(before, next)) : run.value;
    pieces.push({ start: before.length, text, source: run, kind: run.kind });
    before += text;
  }
  return new MappedSql(pieces, originals, literal);
}

/** Numbers that the author's own `$1` do not reach. */
const firstParameter = 900;

/** What a hole is for the parser: a parameter, or a name where the grammar has no value. */
const standIns = /(?:\$|hole_)(9\d\d)(?!\d)/;

function standIn(count: number, isName: boolean): string {
  return `${isName ? 'hole_' : '$'}${firstParameter + count}`;
}

class MappedSql implements EmbeddedSql {
  readonly text: string;
  readonly hasHoles: boolean;
  readonly span: Span;
  readonly #pieces: readonly Piece[];
  readonly #originals: readonly string[];
  readonly #write: SqlLiteral['write'];

  constructor(pieces: readonly Piece[], originals: readonly string[], { write, runs }: SqlLiteral) {
    this.#pieces = pieces;
    this.#originals = originals;
    this.#write = write;
    this.hasHoles = runs.some(({ kind }) => kind === 'hole' || kind === 'outer');
    this.text = pieces.map(({ text }) => text).join('');
    const [first] = pieces;
    this.span = { start: first?.source.start ?? 0, end: pieces.at(-1)?.source.end ?? 0 };
  }

  toSource({ start, end }: Span): Span {
    const from = this.#offset(start, 'start');
    return { start: from, end: Math.max(from, this.#offset(end, 'end')) };
  }

  toSourceEdit(edit: TextEdit): TextEdit | undefined {
    const span = this.toSource(edit);
    if (this.#touchesOuter(span) || !this.#isOneLiteral(span)) return undefined;
    let newText = '';
    for (const [index, part] of edit.newText.split(standIns).entries()) {
      const original = this.#originals[Number(part) - firstParameter - 1];
      const isOriginal = index % 2 === 1 && original !== undefined;
      const written = isOriginal ? original : this.#write(part, span.start);
      if (written === undefined) return undefined;
      newText += written;
    }
    return { ...span, newText };
  }

  toSourceText(said: string): string {
    const parts = said.split(standIns);
    return parts.map((part, index) => (index % 2 ? this.#original(part) : part)).join('');
  }

  #original(number: string): string {
    return this.#originals[Number(number) - firstParameter - 1] ?? `$${number}`;
  }

  #touchesOuter({ start, end }: Span): boolean {
    return this.#pieces.some(
      ({ kind, source }) => kind === 'outer' && source.start <= end && start <= source.end,
    );
  }

  /** What lies between two adjacent literals (quotes, a line break) is not to be edited away. */
  #isOneLiteral({ start, end }: Span): boolean {
    const touched = this.#pieces.filter(({ source }) => source.start < end && start < source.end);
    return touched.every((piece, index) => {
      const next = touched[index + 1];
      return !next || next.source.start === piece.source.end;
    });
  }

  #offset(offset: number, side: 'start' | 'end'): number {
    const piece = this.#pieces.find(({ start, text }) =>
      side === 'start' ? offset < start + text.length : offset <= start + text.length,
    );
    if (!piece) return this.#pieces.at(-1)?.source.end ?? 0;
    if (piece.kind === 'text') return piece.source.start + Math.max(0, offset - piece.start);
    return side === 'start' || offset <= piece.start ? piece.source.start : piece.source.end;
  }
}
