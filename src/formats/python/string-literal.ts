import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { childrenOf, type PythonModule, type PythonNode, textOf } from './module.ts';

/** A run of a string: characters that stand as written, one escape, or an f-string's `{...}`. */
export interface StringSegment extends Span {
  readonly kind: 'text' | 'escape' | 'hole';
  /** What the run means; for a hole its source, braces included. */
  readonly value: string;
}

/** A string literal, with adjacent literals (`"a" "b"`) as one. */
export interface StringLiteral {
  readonly node: PythonNode;
  /** The string's value, holes as their source. */
  readonly value: string;
  readonly segments: readonly StringSegment[];
  readonly holes: readonly StringSegment[];
  /** The single literals that it consists of. */
  readonly pieces: readonly StringPiece[];
}

/** One quoted piece of a literal. */
export interface StringPiece {
  /** Lower case, such as `f`, `rb` or empty. */
  readonly prefix: string;
  readonly quote: string;
  /** Between the quotes. */
  readonly content: Span;
}

const stringKinds = new Set(['String', 'FormatString', 'ContinuedString']);

/** Reads a node as a string literal; `undefined` for any other expression. Parentheses are seen through. */
export function stringLiteral(module: PythonModule, node: PythonNode): StringLiteral | undefined {
  if (node.name === 'ParenthesizedExpression') {
    const inner = childrenOf(node).find(({ name }) => name !== '(' && name !== 'Comment');
    return inner && stringLiteral(module, inner);
  }
  if (!stringKinds.has(node.name)) return undefined;
  const literals =
    node.name === 'ContinuedString'
      ? childrenOf(node).filter(({ name }) => stringKinds.has(name))
      : [node];
  const pieces = literals.map((literal) => pieceOf(module, literal));
  const segments = literals.flatMap((literal, index) => segmentsOf(module, literal, pieces[index]));
  return {
    node,
    value: segments.map(({ value }) => value).join(''),
    segments,
    holes: segments.filter(({ kind }) => kind === 'hole'),
    pieces,
  };
}

/**
 * An edit that gives a literal of one piece, or of several, another value. Quotes and prefix stay;
 * holes in `value` are taken as they are if the literal is an f-string.
 */
export function replaceString(literal: StringLiteral, value: string): TextEdit {
  const [first] = literal.pieces;
  const last = literal.pieces.at(-1);
  if (!first || !last) throw new Error('A string literal has a piece.');
  const escaped = first.prefix.includes('r')
    ? value
    : value.replace(/\\/g, '\\\\').replaceAll(first.quote, `\\${first.quote}`);
  const rest = first === last ? '' : first.quote;
  const end = first === last ? last.content.end : last.content.end + last.quote.length;
  return { start: first.content.start, end, newText: escaped + rest };
}

/**
 * Text as it is written inside of a literal, between quotes that are there already; `undefined`
 * where a raw literal cannot hold it. Braces of an f-string are doubled.
 */
export function escapedFor(
  { pieces: [piece] }: Pick<StringLiteral, 'pieces'>,
  text: string,
): string | undefined {
  if (!piece) return undefined;
  const { prefix, quote } = piece;
  const braced = prefix.includes('f') ? text.replace(/[{}]/g, '$&$&') : text;
  if (prefix.includes('r')) return braced.includes(quote[0] ?? '') ? undefined : braced;
  const escaped = braced.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote.length === 3 ? escaped : escaped.replaceAll('\n', '\\n');
}

function pieceOf(module: PythonModule, node: PythonNode): StringPiece {
  const match = /^([a-zA-Z]*)("""|'''|"|')/.exec(textOf(module, node));
  const [whole = '', prefix = '', quote = '"'] = match ?? [];
  return {
    prefix: prefix.toLowerCase(),
    quote,
    content: { start: node.from + whole.length, end: node.to - quote.length },
  };
}

function segmentsOf(
  module: PythonModule,
  node: PythonNode,
  piece: StringPiece | undefined,
): readonly StringSegment[] {
  if (!piece) return [];
  const segments: StringSegment[] = [];
  let at = piece.content.start;
  for (const hole of childrenOf(node).filter(({ name }) => name === 'FormatReplacement')) {
    segments.push(...plainSegments(module.text, { start: at, end: hole.from }, piece));
    segments.push({ kind: 'hole', start: hole.from, end: hole.to, value: textOf(module, hole) });
    at = hole.to;
  }
  return [...segments, ...plainSegments(module.text, { start: at, end: piece.content.end }, piece)];
}

/** @see https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
const escapes =
  /\\(?:\r\n|[\s\S]|$)(?:(?<=\\x)[0-9a-fA-F]{2}|(?<=\\u)[0-9a-fA-F]{4}|(?<=\\U)[0-9a-fA-F]{8}|(?<=\\N)\{[^}]*\}|(?<=\\[0-7])[0-7]{1,2})?|\{\{|\}\}/g;

function plainSegments(text: string, span: Span, piece: StringPiece): readonly StringSegment[] {
  const source = text.slice(span.start, span.end);
  const raw = piece.prefix.includes('r');
  const format = piece.prefix.includes('f') || piece.prefix.includes('t');
  const segments: StringSegment[] = [];
  let at = 0;
  const run = (end: number) => {
    if (end > at) {
      const [start, value] = [span.start + at, source.slice(at, end)];
      segments.push({ kind: 'text', start, end: span.start + end, value });
    }
  };
  for (const match of source.matchAll(escapes)) {
    const isBrace = match[0] === '{{' || match[0] === '}}';
    if (isBrace ? !format : raw) continue;
    run(match.index);
    at = match.index + match[0].length;
    const value = isBrace ? (match[0][0] ?? '') : escapeValue(match[0]);
    const start = span.start + match.index;
    segments.push({ kind: 'escape', start, end: span.start + at, value });
  }
  run(source.length);
  return segments;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
  '\r\n': '',
};

function escapeValue(source: string): string {
  const body = source.slice(1);
  const simple = simpleEscapes[body];
  if (simple !== undefined) return simple;
  if (/^[xuU][0-9a-fA-F]+$/.test(body)) return codePoint(Number.parseInt(body.slice(1), 16));
  if (/^[0-7]{1,3}$/.test(body)) return codePoint(Number.parseInt(body, 8));
  return /^[\\'"]$/.test(body) ? body : source;
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : '\uFFFD';
}
