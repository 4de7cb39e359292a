import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { TextEdit } from '../core/edit.ts';
import type { Problem } from '../core/result.ts';
import type { Span } from '../core/span.ts';
import { indentAt, lineEndAt, lineEndingOf, wholeLines } from './lines.ts';
import type { SeparatedList } from './separated-list.ts';

/** One key with its value, in a table or an inline table. */
export interface TomlEntry {
  /** The full path of keys; an array of tables has the index of its table as text. */
  readonly path: readonly string[];
  readonly span: Span;
  readonly keySpan: Span;
  readonly value: TomlValue;
}

/** What an entry or an array's item is; `text` is a string's value without quotes. */
export interface TomlValue {
  readonly kind: 'string' | 'array' | 'inline-table' | 'other';
  readonly span: Span;
  readonly text: string;
  readonly items: readonly TomlValue[];
  /** An inline table's entries; their paths are full ones. */
  readonly entries: readonly TomlEntry[];
}

/** A `[table]` header with what stands below it. */
export interface TomlTable {
  readonly path: readonly string[];
  /** From its header to the end of its last entry. */
  readonly span: Span;
  readonly entries: readonly TomlEntry[];
}

export interface TomlDocument {
  readonly text: string;
  /** The top of the file first, whose path is empty, then every table in text order. */
  readonly tables: readonly TomlTable[];
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
}

/** Reads a TOML file; one that does not parse has a problem and nothing else. */
export function parseToml(text: string): TomlDocument {
  try {
    const { body, comments } = parseTOML(text.replace(/^\uFEFF/, ' '));
    return { text, tables: tablesOf(body[0]), comments: comments.map(spanOf), problems: [] };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const span = { start: error.index, end: error.index };
    return { text, tables: [], comments: [], problems: [{ message: error.message, span }] };
  }
}

function tablesOf(top: AST.TOMLTopLevelTable): readonly TomlTable[] {
  const own = top.body.filter((node) => node.type === 'TOMLKeyValue');
  const end = own.at(-1)?.range[1] ?? 0;
  const first = {
    path: [],
    span: { start: 0, end },
    entries: own.map((node) => entryOf(node, [])),
  };
  const rest = top.body
    .filter((node) => node.type === 'TOMLTable')
    .map((node): TomlTable => {
      const path = node.resolvedKey.map(String);
      return { path, span: spanOf(node), entries: node.body.map((child) => entryOf(child, path)) };
    });
  return [first, ...rest];
}

function entryOf(node: AST.TOMLKeyValue, table: readonly string[]): TomlEntry {
  const keys = node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const path = [...table, ...keys];
  return {
    path,
    span: spanOf(node),
    keySpan: spanOf(node.key),
    value: contentOf(node.value, path),
  };
}

function contentOf(node: AST.TOMLContentNode, path: readonly string[]): TomlValue {
  const empty = { span: spanOf(node), text: '', items: [], entries: [] };
  if (node.type === 'TOMLArray') {
    return { ...empty, kind: 'array', items: node.elements.map((item) => contentOf(item, path)) };
  }
  if (node.type === 'TOMLInlineTable') {
    const entries = node.body.map((child) => entryOf(child, path));
    return { ...empty, kind: 'inline-table', entries };
  }
  if (node.kind === 'string') return { ...empty, kind: 'string', text: node.value };
  return { ...empty, kind: 'other' };
}

function spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
  return { start, end };
}

/** Every entry of a file, those of inline tables included, in text order. */
export function tomlEntries(document: TomlDocument): readonly TomlEntry[] {
  return document.tables.flatMap(({ entries }) => entries.flatMap(withInner));
}

function withInner(entry: TomlEntry): readonly TomlEntry[] {
  return [entry, ...entry.value.entries.flatMap(withInner)];
}

/** The entry of this path, however its tables are written. */
export function tomlEntry(document: TomlDocument, path: readonly string[]): TomlEntry | undefined {
  const wanted = path.join('\0');
  return tomlEntries(document).find((entry) => entry.path.join('\0') === wanted);
}

export function tomlTable(document: TomlDocument, path: readonly string[]): TomlTable | undefined {
  const wanted = path.join('\0');
  return document.tables.find((table) => table.path.join('\0') === wanted);
}

/** An array or inline table as a list whose items can be taken out and put in. */
export function tomlList(document: TomlDocument, value: TomlValue): SeparatedList {
  const { span } = value;
  return {
    text: document.text,
    span,
    items: [...value.items, ...value.entries].map((item) => item.span),
    comments: document.comments.filter(({ start, end }) => start > span.start && end < span.end),
  };
}

/** A one-line string in the quotes that the document's value at `like` has, else in double ones. */
export function tomlString(text: string, like: string): string {
  if (like.startsWith("'") && !text.includes("'")) return `'${text}'`;
  return JSON.stringify(text);
}

/** Takes an entry of a table out, with its lines and the comment behind it. */
export function removeTomlEntry({ text }: TomlDocument, entry: TomlEntry): TextEdit {
  return { ...wholeLines(text, entry.span), newText: '' };
}

/** Puts a line behind an entry of a table, indented like it. */
export function insertTomlLine({ text }: TomlDocument, after: TomlEntry, line: string): TextEdit {
  const at = lineEndAt(text, after.span.end);
  const newText = `${lineEndingOf(text)}${indentAt(text, after.span.start)}${line}`;
  return { start: at, end: at, newText };
}
