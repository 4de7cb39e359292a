import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { lineEndingOf, nextLineAt, wholeLines } from './lines.ts';

/** One assignment of an env file, live or commented out. */
export interface DotenvEntry {
  readonly key: string;
  /** Without quotes; escapes and interpolation as written. */
  readonly value: string;
  readonly quote: '' | '"' | "'" | '`';
  readonly commented: boolean;
  /** From the first character of its first line to the end of its last one, without terminator. */
  readonly span: Span;
  readonly keySpan: Span;
  /** With its quotes. */
  readonly valueSpan: Span;
}

export interface DotenvDocument {
  readonly text: string;
  readonly entries: readonly DotenvEntry[];
}

const assignment =
  /(?:^|(?<=[\r\n\uFEFF]))[ \t]*(#+[ \t]*)?(?:export[ \t]+)?([A-Za-z_][\w.-]*)(?:[ \t]*=[ \t]*|:[ \t]+)/g;
const quoted = /"(?:\\[\s\S]|[^"\\])*"|'[^']*'|`[^`]*`/y;
const bare = /[^\r\n]*/y;

/**
 * Reads an env file as python-dotenv, Docker Compose and Node's dotenv do: `export`, spaces around
 * the equals sign, quotes over several lines, comments behind a value. Anything else is left out.
 * @see https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/
 */
export function parseDotenv(text: string): DotenvDocument {
  const entries: DotenvEntry[] = [];
  const scanner = new RegExp(assignment);
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    const entry = readEntry(text, match);
    entries.push(entry);
    scanner.lastIndex = Math.max(entry.span.end, match.index + match[0].length);
  }
  return { text, entries };
}

function readEntry(text: string, match: RegExpExecArray): DotenvEntry {
  const [head, hash, key = ''] = match;
  const start = match.index + head.length;
  const valueSpan = readValue(text, start, hash === undefined);
  const raw = text.slice(valueSpan.start, valueSpan.end);
  const quote = quoteOf(raw);
  const keyAt = match.index + head.lastIndexOf(key);
  const rest = match.input.slice(valueSpan.end);
  const end = valueSpan.end + (/^[^\r\n]*/.exec(rest)?.[0].length ?? 0);
  return {
    key,
    value: quote ? raw.slice(1, -1) : raw,
    quote,
    commented: hash !== undefined,
    span: { start: match.index, end },
    keySpan: { start: keyAt, end: keyAt + key.length },
    valueSpan,
  };
}

/** A quoted value ends at its quote, over several lines only where it is live. */
function readValue(text: string, start: number, live: boolean): Span {
  quoted.lastIndex = start;
  const inQuotes = quoted.exec(text)?.[0];
  if (inQuotes !== undefined && (live || !/[\r\n]/.test(inQuotes))) {
    return { start, end: start + inQuotes.length };
  }
  bare.lastIndex = start;
  const line = bare.exec(text)?.[0] ?? '';
  const comment = /(?:^|[ \t])#/.exec(line);
  return { start, end: start + (comment ? line.slice(0, comment.index) : line).trimEnd().length };
}

function quoteOf(raw: string): DotenvEntry['quote'] {
  const [first] = raw;
  const closed = raw.length > 1 && raw.endsWith(first ?? '');
  return closed && (first === '"' || first === "'" || first === '`') ? first : '';
}

/** Writes another value in the quotes that the entry has; none are added unless they are needed. */
export function setDotenvValue(entry: DotenvEntry, value: string): TextEdit {
  const quote = entry.quote || (/[\s#"'`]/.test(value) ? '"' : '');
  return { ...entry.valueSpan, newText: `${quote}${value}${quote}` };
}

/** Takes an entry out with its lines. */
export function removeDotenvEntry({ text }: DotenvDocument, entry: DotenvEntry): TextEdit {
  return { ...wholeLines(text, entry.span), newText: '' };
}

/** Makes a live entry of one line a comment, or a commented one live. */
export function toggleDotenvEntry({ text }: DotenvDocument, entry: DotenvEntry): TextEdit {
  const { start, end } = entry.span;
  if (!entry.commented) return { start, end: start, newText: '# ' };
  const [, indent = '', hash = ''] = /^([ \t]*)(#+[ \t]*)/.exec(text.slice(start, end)) ?? [];
  const hashAt = start + indent.length;
  return { start: hashAt, end: hashAt + hash.length, newText: '' };
}

/** A copy of an entry's line with another value, to stand on a line of its own. */
export function dotenvLineLike(
  { text }: DotenvDocument,
  entry: DotenvEntry,
  value: string,
): string {
  const { start, newText } = setDotenvValue(entry, value);
  return text.slice(entry.span.start, start) + newText;
}

/** Puts a line behind an entry; a text without a last newline still has none. */
export function insertDotenvLine(
  { text }: DotenvDocument,
  after: DotenvEntry,
  line: string,
): TextEdit {
  const at = nextLineAt(text, after.span.end);
  const ending = lineEndingOf(text);
  const open = at === after.span.end;
  return { start: at, end: at, newText: open ? `${ending}${line}` : `${line}${ending}` };
}

/** Puts a line at the end; a text without a last newline still has none. */
export function appendDotenvLine({ text }: DotenvDocument, line: string): TextEdit {
  const ending = lineEndingOf(text);
  const open = text !== '' && !/[\r\n]$/.test(text);
  const end = text.length;
  return { start: end, end, newText: open ? `${ending}${line}` : `${line}${ending}` };
}
