import { elementOf, isBoolean, isJson, isNumber, type SqlType } from './sql-type.ts';

/** An array as PostgreSQL prints it: texts, NULLs and inner arrays. */
export type ArrayValue = readonly (string | null | ArrayValue)[];

/**
 * Reads `{a,"b c",NULL,{1,2}}`; `undefined` for text that is no array.
 * https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO
 */
export function readArrayLiteral(text: string): ArrayValue | undefined {
  const start = text.search(/\{/);
  if (start < 0 || !/^\s*(?:\[[-\d:[\]]+=)?\{/.test(text)) return undefined;
  const reader = { text, position: start };
  const value = readArray(reader);
  return value && text.slice(reader.position).trim() === '' ? value : undefined;
}

interface Reader {
  readonly text: string;
  position: number;
}

const item = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([^{}",\\\s](?:[^{}",\\]|\\[\s\S])*))\s*/y;

function readArray(reader: Reader): ArrayValue | undefined {
  const items: (string | null | ArrayValue)[] = [];
  reader.position += 1;
  skipBlanks(reader);
  if (reader.text[reader.position] === '}') {
    reader.position += 1;
    return items;
  }
  for (;;) {
    const value = readItem(reader);
    if (value === undefined) return undefined;
    items.push(value);
    const separator = reader.text[reader.position];
    reader.position += 1;
    if (separator === '}') return items;
    if (separator !== ',') return undefined;
  }
}

function readItem(reader: Reader): string | null | ArrayValue | undefined {
  skipBlanks(reader);
  if (reader.text[reader.position] === '{') {
    const inner = readArray(reader);
    skipBlanks(reader);
    return inner;
  }
  item.lastIndex = reader.position;
  const [whole, quoted, plain] = item.exec(reader.text) ?? [];
  if (whole === undefined) return undefined;
  reader.position += whole.length;
  if (plain !== undefined && /^null$/i.test(plain.trim())) return null;
  return (quoted ?? plain?.trim() ?? '').replace(/\\([\s\S])/g, '$1');
}

function skipBlanks(reader: Reader): void {
  while (/\s/.test(reader.text[reader.position] ?? '')) reader.position += 1;
}

/** The array as JSON text; numbers, booleans and JSON as such, by the element's type. */
export function arrayAsJson(value: ArrayValue, type: SqlType): string {
  const parts = value.map((part) => {
    if (part === null) return 'null';
    return typeof part === 'string'
      ? elementAsJson(part, elementOf(type))
      : arrayAsJson(part, type);
  });
  return `[${parts.join(',')}]`;
}

function elementAsJson(text: string, type: SqlType): string {
  if (isNumber(type) && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return text;
  if (isBoolean(type)) return text === 't' || text === 'true' ? 'true' : 'false';
  return isJson(type) ? text : JSON.stringify(text);
}
