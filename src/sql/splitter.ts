import type { Span } from '../core/span.ts';
import { commentEnd, dollarStringEnd, tokenize } from './lexer.ts';

/** A piece of a script. Blank space and comments between the pieces belong to none of them. */
export interface ScriptPart extends Span {
  readonly kind: 'statement' | 'psql-command' | 'copy-data' | 'shell-command';
  readonly text: string;
  /** After the semicolon, or `end` where there is none. */
  readonly terminatorEnd: number;
  /** The data of a COPY stands after this statement, or this is such data. */
  readonly copy?: { readonly statement: string };
}

const plainRun = /[^'"$;\-/()\\]+/y;
const simpleString = /'[^']*(?:''[^']*)*'/y;
const escapedString = /'(?:[^'\\]|\\[\s\S]|'')*'/y;
const quotedName = /"[^"]*(?:""[^"]*)*"/y;
const leading = /(?:[ \t\r\n\f\v]+|--[^\r\n]*)+/y;
const copyFromStdin = /^copy\b[^;]*\bfrom\s+stdin\b/i;
const routineStart = /^create\s+(?:or\s+replace\s+)?(?:function|procedure)\b/i;
const triggerStart = /^create\s+(?:temp(?:orary)?\s+)?trigger\b/i;

/**
 * Splits a script into statements at the semicolons that are outside of strings, comments,
 * parentheses and bodies (`BEGIN ATOMIC ... END`, SQLite's trigger bodies). psql's commands
 * (`\connect`) and the data of `COPY ... FROM stdin` are parts of their own. One pass, no parser:
 * a broken statement does not hide its neighbours.
 */
export function splitScript(text: string): readonly ScriptPart[] {
  const parts: ScriptPart[] = [];
  let position = 0;
  while (position < text.length) {
    const split = splitFrom(text, position);
    for (const part of split.parts) parts.push(part);
    position = split.end;
  }
  return parts;
}

/**
 * The next part of a script, with its data where it is a COPY; nothing where only blank space or a
 * lone semicolon follows. `from` is where a part has ended, and `end` where this one does.
 */
export function splitFrom(
  text: string,
  from: number,
): { readonly parts: readonly ScriptPart[]; readonly end: number } {
  const start = skipLeading(text, from);
  if (start >= text.length) return { parts: [], end: text.length };
  const part = text[start] === '\\' ? psqlCommand(text, start) : statement(text, start);
  const data = copyFromStdin.test(part.text) && copyData(text, part.terminatorEnd);
  if (!data) return { parts: part.end > part.start ? [part] : [], end: part.terminatorEnd };
  const copy = { statement: part.text };
  return {
    parts: [
      { ...part, copy },
      { ...data, copy },
    ],
    end: data.terminatorEnd,
  };
}

function statement(text: string, start: number): ScriptPart {
  let depth = 0;
  let position = start;
  while (position < text.length) {
    position = matchEnd(plainRun, text, position);
    const character = text[position];
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === '\\') return partOf(text, start, position, position);
    else if (character === ';' && depth === 0 && !insideBody(text.slice(start, position)))
      return partOf(text, start, position, position + 1);
    position = skipQuoted(text, position);
  }
  return partOf(text, start, text.length, text.length);
}

/** After the quoted text or comment that starts here, else one character on. */
function skipQuoted(text: string, position: number): number {
  switch (text[position]) {
    case "'":
      return matchEnd(
        isEscapeString(text, position) ? escapedString : simpleString,
        text,
        position,
        1,
      );
    case '"':
      return matchEnd(quotedName, text, position, 1);
    case '$':
      // A dollar inside a name (`a$b$`) does not open a string.
      if (/[\w$\u0080-\uffff]/.test(text[position - 1] ?? '')) return position + 1;
      return Math.max(position + 1, dollarStringEnd(text, position));
    default:
      return Math.max(position + 1, commentEnd(text, position));
  }
}

function isEscapeString(text: string, quote: number): boolean {
  return /[eE]/.test(text[quote - 1] ?? '') && !/[\w$\u0080-\uffff]/.test(text[quote - 2] ?? '');
}

function partOf(text: string, start: number, stop: number, terminatorEnd: number): ScriptPart {
  const end = start + text.slice(start, stop).trimEnd().length;
  return { kind: 'statement', text: text.slice(start, end), start, end, terminatorEnd };
}

/** Whether a semicolon here stands in an SQL-standard routine body or a SQLite trigger body. */
function insideBody(before: string): boolean {
  const isTrigger = triggerStart.test(before);
  if (!isTrigger && !routineStart.test(before)) return false;
  const words = tokenize(before).flatMap(({ kind, value }) => (kind === 'word' ? [value] : []));
  const opening = words.findIndex(
    (word, index) => word === 'begin' && (isTrigger || words[index + 1] === 'atomic'),
  );
  if (opening < 0) return false;
  const deeper = words.slice(opening).filter((word) => word === 'begin' || word === 'case').length;
  const closed = words.slice(opening).filter((word) => word === 'end').length;
  return deeper > closed;
}

function psqlCommand(text: string, start: number): ScriptPart {
  const newline = text.slice(start).search(/\r?\n/);
  const end = newline < 0 ? text.length : start + newline;
  return { kind: 'psql-command', text: text.slice(start, end), start, end, terminatorEnd: end };
}

/** The lines after a COPY statement, up to and with the line `\.`. */
function copyData(text: string, from: number): ScriptPart | undefined {
  const lineEnd = /[ \t]*\r?\n/y;
  lineEnd.lastIndex = from;
  if (!lineEnd.test(text)) return undefined;
  const start = lineEnd.lastIndex;
  const closing = /^\\\.[ \t]*$/m;
  const found = closing.exec(text.slice(start));
  const end = found ? start + found.index + found[0].length : text.length;
  return { kind: 'copy-data', text: text.slice(start, end), start, end, terminatorEnd: end };
}

function skipLeading(text: string, from: number): number {
  let position = from;
  for (;;) {
    const next = matchEnd(leading, text, position);
    const end = text.startsWith('/*', next) ? commentEnd(text, next) : next;
    if (end === position) return position;
    position = end;
  }
}

function matchEnd(pattern: RegExp, text: string, at: number, otherwise = 0): number {
  pattern.lastIndex = at;
  if (pattern.test(text)) return pattern.lastIndex;
  return otherwise ? text.length : at;
}
