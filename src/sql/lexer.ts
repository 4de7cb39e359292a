import type { Span } from '../core/span.ts';

export type TokenKind =
  | 'word'
  | 'quoted'
  | 'string'
  | 'number'
  | 'parameter'
  | 'operator'
  | 'punctuation'
  | 'comment';

/** One token of SQL; `value` is lower case for words and the text as written for all others. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly value: string;
}

const space = /[ \t\r\n\f\v]+/y;
const lineComment = /--[^\r\n]*/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const plainString = /(?:[bBxXnN]|[uU]&)?'[^']*(?:''[^']*)*'/y;
const escapeString = /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y;
const continuation =
  /(?:[ \t\f\v]|--[^\r\n]*)*[\r\n](?:[ \t\r\n\f\v]|--[^\r\n]*[\r\n])*'[^']*(?:''[^']*)*'/y;
const quoted = /(?:[uU]&)?"[^"]*(?:""[^"]*)*"/y;
const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const number =
  /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*(?:\.(?!\.)(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
const parameter = /\$\d+/y;
const operator = /[~!@#^&|`?+\-*/%<>=]+/y;
const punctuation = /::|:=|\.\.|[()[\],;.:]/y;

/**
 * The tokens of PostgreSQL's lexical structure, comments included, with UTF-16 offsets.
 * https://www.postgresql.org/docs/18/sql-syntax-lexical.html
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = matchEnd(space, text, 0);
  while (position < text.length) {
    const token = tokenAt(text, position);
    tokens.push(token);
    position = matchEnd(space, text, token.end);
  }
  return tokens;
}

/** An unclosed quote falls through to a token of one character. */
function tokenAt(text: string, start: number): Token {
  const first = text[start] ?? '';
  if (isWordStart(first)) return wordOrPrefixed(text, start);
  switch (first) {
    case "'":
      return stringAt(plainString, text, start) ?? sign(text, start);
    case '"':
      return matched('quoted', quoted, text, start) ?? sign(text, start);
    case '$':
      return dollarAt(text, start);
    case '-':
    case '/':
      return commentAt(text, start) ?? operatorAt(text, start);
    case '.':
      return matched('number', number, text, start) ?? sign(text, start);
    default:
      if (first >= '0' && first <= '9')
        return matched('number', number, text, start) ?? sign(text, start);
      return operatorSigns.has(first) ? operatorAt(text, start) : sign(text, start);
  }
}

const operatorSigns = new Set('~!@#^&|`?+*%<>=');

function isWordStart(character: string): boolean {
  return (
    (character >= 'a' && character <= 'z') ||
    (character >= 'A' && character <= 'Z') ||
    character === '_' ||
    character >= '\u0080'
  );
}

/** A name or keyword, or the letter before the quote of a string: `E'...'`, `U&"..."`. */
function wordOrPrefixed(text: string, start: number): Token {
  const next = text[start + 1];
  if (next === "'" || next === '&') {
    const found =
      stringAt(escapeString, text, start) ??
      stringAt(plainString, text, start) ??
      matched('quoted', quoted, text, start);
    if (found) return found;
  }
  return matched('word', word, text, start) ?? sign(text, start);
}

function dollarAt(text: string, start: number): Token {
  const end = dollarStringEnd(text, start);
  if (end > start) return token('string', text, start, end);
  return matched('parameter', parameter, text, start) ?? sign(text, start);
}

function commentAt(text: string, start: number): Token | undefined {
  const end = commentEnd(text, start);
  return end > start ? token('comment', text, start, end) : undefined;
}

function stringAt(pattern: RegExp, text: string, start: number): Token | undefined {
  const end = matchEnd(pattern, text, start);
  return end > start ? token('string', text, start, withContinuations(text, end)) : undefined;
}

function operatorAt(text: string, start: number): Token {
  const end = matchEnd(operator, text, start);
  return token('operator', text, start, start + operatorLength(text, start, end));
}

function matched(kind: TokenKind, pattern: RegExp, text: string, start: number): Token | undefined {
  const end = matchEnd(pattern, text, start);
  return end > start ? token(kind, text, start, end) : undefined;
}

/** A bracket, a comma, `::`, or one character that nothing else takes. */
function sign(text: string, start: number): Token {
  const end = matchEnd(punctuation, text, start);
  return token('punctuation', text, start, end > start ? end : start + 1);
}

function token(kind: TokenKind, text: string, start: number, end: number): Token {
  const value = text.slice(start, end);
  return { kind, start, end, value: kind === 'word' ? value.toLowerCase() : value };
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The end of the comment that starts here, or `start`; block comments nest in PostgreSQL. */
export function commentEnd(text: string, start: number): number {
  if (text.startsWith('--', start)) return matchEnd(lineComment, text, start);
  if (!text.startsWith('/*', start)) return start;
  let depth = 1;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start + 2;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

/** The end of the dollar-quoted string that starts here, or `start`. */
export function dollarStringEnd(text: string, start: number): number {
  const opened = matchEnd(dollarTag, text, start);
  if (opened === start) return start;
  const tag = text.slice(start, opened);
  const close = text.indexOf(tag, opened);
  return close < 0 ? text.length : close + tag.length;
}

/** Literals on consecutive lines are one literal. */
function withContinuations(text: string, end: number): number {
  const next = matchEnd(continuation, text, end);
  return next === end ? end : withContinuations(text, next);
}

/** A comment ends an operator, and one ends in + or - only if it has one of ~ ! @ # % ^ & | ` ?. */
function operatorLength(text: string, start: number, end: number): number {
  if (end - start === 1) return 1;
  let run = text.slice(start, end);
  const comment = run.search(/--|\/\*/);
  if (comment > 0) run = run.slice(0, comment);
  if (!/[~!@#%^&|`?]/.test(run)) while (run.length > 1 && /[+-]$/.test(run)) run = run.slice(0, -1);
  return run.length;
}
