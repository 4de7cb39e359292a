import { type SqliteToken, significantTokens } from '../sqlite-tokens.ts';

/** One SQLite statement with the tokens that mean something; offsets are of its text. */
export class SqliteSource {
  readonly text: string;
  readonly tokens: readonly SqliteToken[];
  #partners: ReadonlyMap<number, number> | undefined;

  constructor(text: string) {
    this.text = text;
    this.tokens = significantTokens(text);
  }

  /** The word at an index in capitals, or the sign; a quoted name or a literal as it is written. */
  word(index: number): string {
    const token = this.tokens[index];
    return token?.kind === 'word' ? token.text.toUpperCase() : (token?.text ?? '');
  }

  /** Whether these words and signs stand from an index on. */
  has(words: string, index: number): boolean {
    return words.split(' ').every((word, offset) => this.word(index + offset) === word);
  }

  start(index: number): number {
    return this.tokens[index]?.start ?? this.text.length;
  }

  end(index: number): number {
    return this.tokens[index]?.end ?? this.text.length;
  }

  /** The text from one token to another, both included. */
  slice(first: number, last: number): string {
    return last < first ? '' : this.text.slice(this.start(first), this.end(last));
  }

  /** The index of the parenthesis that belongs to the one at an index; the index where it is none. */
  partner(index: number): number {
    this.#partners ??= partnersOf(this.tokens);
    return this.#partners.get(index) ?? index;
  }

  /** The first of these words or signs from an index on, outside of inner parentheses; or -1. */
  find(words: readonly string[], from: number, to = this.tokens.length - 1): number {
    for (let index = from; index <= to; index += 1) {
      if (words.includes(this.word(index))) return index;
      index = Math.max(index, this.partner(index));
    }
    return -1;
  }

  /** Every place of a word or sign. */
  every(...words: readonly string[]): readonly number[] {
    return this.tokens.flatMap((_, index) => (words.includes(this.word(index)) ? [index] : []));
  }
}

function partnersOf(tokens: readonly SqliteToken[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ kind, text }, index) => {
    if (kind !== 'punctuation') return;
    if (text === '(') open.push(index);
    const opening = text === ')' ? open.pop() : undefined;
    if (opening === undefined) return;
    partners.set(opening, index);
    partners.set(index, opening);
  });
  return partners;
}
