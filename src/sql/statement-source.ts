import type { Node } from 'libpg-query';
import type { Span } from '../core/span.ts';
import { byteOffsets, type OffsetMap } from './byte-offsets.ts';
import { extentOf, outerExtentOf } from './extents.ts';
import { type Token, tokenize } from './lexer.ts';
import type { AnyContent } from './tree.ts';

/** A run of tokens, both ends included, by index. */
export interface Extent {
  readonly first: number;
  readonly last: number;
}

/**
 * One statement's text with its tokens, which are made on first use: most statements need none.
 * All offsets are of this text.
 */
export class StatementSource {
  readonly text: string;
  #extents: Map<AnyContent, Extent> | undefined;
  #offsets: OffsetMap | undefined;
  #tokens: readonly Token[] | undefined;
  #partners: ReadonlyMap<number, number> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The extents that are known, by the content of their nodes. */
  get extents(): Map<AnyContent, Extent> {
    this.#extents ??= new Map();
    return this.#extents;
  }

  /** The tokens without comments. */
  get tokens(): readonly Token[] {
    this.#tokens ??= tokenize(this.text).filter(({ kind }) => kind !== 'comment');
    return this.#tokens;
  }

  /** The UTF-16 offset of a node's location. */
  offset(location: number): number {
    this.#offsets ??= byteOffsets(this.text);
    return this.#offsets(location);
  }

  /** The index of the token that stands at, or contains, a node's location; -1 for none. */
  tokenAt(location: number | undefined): number {
    if (location === undefined || location < 0) return -1;
    const at = this.offset(location);
    let low = 0;
    let high = this.tokens.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.tokens[middle]?.start ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The text of a token, lower case for words; empty outside of the statement. */
  value(index: number): string {
    return this.tokens[index]?.value ?? '';
  }

  /** The index of the bracket that closes or opens the one at `index`; `index` where it is none. */
  partner(index: number): number {
    this.#partners ??= matchBrackets(this.tokens);
    return this.#partners.get(index) ?? index;
  }

  /** The index of the first of these words or signs in a run, outside of inner parentheses. */
  find(values: string | readonly string[], from: number, to = this.tokens.length - 1): number {
    const wanted = typeof values === 'string' ? [values] : values;
    for (let index = Math.max(from, 0); index <= to; index += 1) {
      if (wanted.includes(this.value(index))) return index;
      index = Math.max(index, this.partner(index));
    }
    return -1;
  }

  span({ first, last }: Extent): Span {
    return {
      start: this.tokens[first]?.start ?? 0,
      end: this.tokens[last]?.end ?? this.text.length,
    };
  }

  /** The tokens of a node without parentheses around it. */
  extent(node: Node): Extent {
    return extentOf(node, this);
  }

  /** The span of a node without parentheses around it. */
  spanOf(node: Node): Span {
    return this.span(extentOf(node, this));
  }

  /** The span of a node with the parentheses that group it. */
  outerSpanOf(node: Node): Span {
    return this.span(outerExtentOf(node, this));
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}

function matchBrackets(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ value, kind }, index) => {
    if (kind !== 'punctuation') return;
    if (value === '(' || value === '[') open.push(index);
    if (value !== ')' && value !== ']') return;
    const opening = open.pop();
    if (opening === undefined) return;
    partners.set(opening, index);
    partners.set(index, opening);
  });
  return partners;
}
