import {
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
  visit,
} from 'jsonc-parser';
import type { TextEdit } from '../core/edit.ts';
import type { Problem } from '../core/result.ts';
import type { Span } from '../core/span.ts';
import type { SeparatedList } from './separated-list.ts';

/** One property of an object, wherever it stands. */
export interface JsonProperty {
  readonly path: readonly string[];
  /** From the key's first quote to the end of the value. */
  readonly span: Span;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** The value as plain data. */
  readonly value: unknown;
}

export interface JsonDocument {
  readonly text: string;
  /** Every property, outer before inner, in text order; an array's items have their index. */
  readonly properties: readonly JsonProperty[];
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
}

/** Reads JSON, with comments and trailing commas allowed; what cannot be read is a problem. */
export function parseJson(text: string): JsonDocument {
  const source = text.replace(/^\uFEFF/, ' ');
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  const comments: Span[] = [];
  visit(source, { onComment: (start, length) => comments.push({ start, end: start + length }) });
  const problems = errors.map(({ error, offset, length }) => ({
    message: printParseErrorCode(error),
    span: { start: offset, end: offset + length },
  }));
  return { text, properties: root ? propertiesOf(root, []) : [], comments, problems };
}

function propertiesOf(node: Node, path: readonly string[]): readonly JsonProperty[] {
  const children = node.children ?? [];
  if (node.type === 'array') {
    return children.flatMap((child, index) => propertiesOf(child, [...path, String(index)]));
  }
  if (node.type !== 'object') return [];
  return children.flatMap(({ children: [key, value] = [], offset, length }) => {
    if (!key || !value) return [];
    const own = [...path, String(key.value)];
    const property: JsonProperty = {
      path: own,
      span: { start: offset, end: offset + length },
      keySpan: spanOf(key),
      valueSpan: spanOf(value),
      value: getNodeValue(value),
    };
    return [property, ...propertiesOf(value, own)];
  });
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/** The property of this path. */
export function jsonProperty(
  document: JsonDocument,
  path: readonly string[],
): JsonProperty | undefined {
  const wanted = path.join('\0');
  return document.properties.find((property) => property.path.join('\0') === wanted);
}

/** The direct properties of the object at this path, in text order. */
export function jsonChildren(
  document: JsonDocument,
  path: readonly string[],
): readonly JsonProperty[] {
  const prefix = path.map((key) => `${key}\0`).join('');
  return document.properties.filter(
    ({ path: own }) => own.length === path.length + 1 && own.join('\0').startsWith(prefix),
  );
}

/** A property's object as a list whose properties can be taken out and put in. */
export function jsonList(document: JsonDocument, { path, valueSpan }: JsonProperty): SeparatedList {
  return {
    text: document.text,
    span: valueSpan,
    items: jsonChildren(document, path).map(({ span }) => span),
    comments: document.comments.filter(
      ({ start, end }) => start > valueSpan.start && end < valueSpan.end,
    ),
  };
}

/** Writes another value; objects are not laid out over lines. */
export function setJsonValue(
  { valueSpan }: JsonProperty,
  value: string | number | boolean,
): TextEdit {
  return { ...valueSpan, newText: JSON.stringify(value) };
}
