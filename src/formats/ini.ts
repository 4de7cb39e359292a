import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { nextLineAt, wholeLines } from './lines.ts';

/** One `key = value` of an ini file. */
export interface IniEntry {
  /** In lower case, as configparser compares it. */
  readonly key: string;
  /** As written; continuation lines are trimmed and joined with a newline, comments left out. */
  readonly value: string;
  readonly keySpan: Span;
  /** From the value's first to its last character; empty where there is none. */
  readonly valueSpan: Span;
  /** All of its lines, without the last terminator. */
  readonly span: Span;
}

export interface IniSection {
  readonly name: string;
  readonly span: Span;
  readonly entries: readonly IniEntry[];
}

export interface IniDocument {
  readonly text: string;
  readonly sections: readonly IniSection[];
}

/** Lines with the offset of their first character; terminators are not part of them. */
interface Line {
  readonly start: number;
  readonly text: string;
}

const header = /^\uFEFF?\s*\[([^\]]+)\]/;
const keyValue = /^(\uFEFF?)([^\s=:[#;][^=:]*?)([ \t]*[=:][ \t]*)(.*)$/;
const commentLine = /^\s*[#;]/;

/**
 * Reads an ini file as Python's configparser does: `=` or `:`, continuation lines that are
 * indented, whole-line comments with `#` or `;`, `%(name)s` left as it is.
 * @see https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export function parseIni(text: string): IniDocument {
  const sections: { name: string; span: Span; entries: IniEntry[] }[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || commentLine.test(line.text)) continue;
    const name = header.exec(line.text)?.[1];
    if (name !== undefined) {
      const span = { start: line.start, end: line.start + line.text.length };
      sections.push({ name, span, entries: [] });
      continue;
    }
    const entry = readEntry(lines, index);
    if (entry) sections.at(-1)?.entries.push(entry);
  }
  return { text, sections };
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const next = nextLineAt(text, start);
    lines.push({ start, text: text.slice(start, next).replace(/[\r\n]+$/, '') });
    start = next;
  }
  return lines;
}

function readEntry(lines: readonly Line[], index: number): IniEntry | undefined {
  const line = lines[index];
  const match = line && keyValue.exec(line.text);
  if (!line || !match) return undefined;
  const [, mark = '', key = '', separator = '', first = ''] = match;
  const keyStart = line.start + mark.length;
  const valueStart = keyStart + key.length + separator.length;
  const more = continuationOf(lines, index);
  const last = more.at(-1) ?? line;
  const parts = [first.trim(), ...more.map((part) => part.text.trim())];
  const end = last.start + last.text.trimEnd().length;
  return {
    key: key.trim().toLowerCase(),
    value: parts.join('\n'),
    keySpan: { start: keyStart, end: keyStart + key.length },
    valueSpan: { start: valueStart, end: Math.max(valueStart, end) },
    span: { start: line.start, end: last.start + last.text.length },
  };
}

/** The indented lines that belong to the entry; comments between them are passed over. */
function continuationOf(lines: readonly Line[], index: number): readonly Line[] {
  const found: Line[] = [];
  for (const line of lines.slice(index + 1)) {
    if (/^\s*$/.test(line.text) || commentLine.test(line.text)) continue;
    if (!/^[ \t]/.test(line.text)) break;
    found.push(line);
  }
  return found;
}

/** The section of this name; several of one name are one to configparser, the first is given. */
export function iniSection(document: IniDocument, name: string): IniSection | undefined {
  return document.sections.find((section) => section.name === name);
}

/** The last entry of this key, which is the one that counts. */
export function iniEntry(section: IniSection, key: string): IniEntry | undefined {
  return section.entries.findLast((entry) => entry.key === key.toLowerCase());
}

export function setIniValue(entry: IniEntry, value: string): TextEdit {
  return { ...entry.valueSpan, newText: value };
}

/** Takes an entry out with all of its lines. */
export function removeIniEntry({ text }: IniDocument, entry: IniEntry): TextEdit {
  return { ...wholeLines(text, entry.span), newText: '' };
}
