import type { Value } from '../value.ts';
import type { ExportShape, ExportWriter } from './writer.ts';

/** A JSON array of objects, one a line. */
export function jsonWriter(shape: ExportShape): ExportWriter {
  const keys = keysOf(shape);
  return {
    head: () => '[',
    row: (values, at) => `${at === 0 ? '\n' : ',\n'}${jsonObject(keys, values)}`,
    tail: (count) => (count === 0 ? ']\n' : '\n]\n'),
  };
}

/** JSON Lines: an object a line. https://jsonlines.org */
export function jsonLinesWriter(shape: ExportShape): ExportWriter {
  const keys = keysOf(shape);
  return {
    head: () => '',
    row: (values) => `${jsonObject(keys, values)}\n`,
    tail: () => '',
  };
}

/** The columns' names, a second one of the same name with its number: an object has each key once. */
function keysOf({ columns }: ExportShape): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let key = name;
    for (let count = 2; taken.has(key); count++) key = `${name}_${count}`;
    taken.add(key);
    return JSON.stringify(key);
  });
}

function jsonObject(keys: readonly string[], values: readonly Value[]): string {
  return `{${keys.map((key, at) => `${key}:${jsonValue(values[at] ?? null)}`).join(',')}}`;
}

/** Integers stand with all of their digits; bytes as hex, and what JSON has no number for as text. */
export function jsonValue(value: Value): string {
  if (value === null || typeof value === 'string') return JSON.stringify(value);
  if ('integer' in value) return value.integer;
  if ('blob' in value) return JSON.stringify(value.blob);
  return Number.isFinite(Number(value.real)) ? value.real : JSON.stringify(value.real);
}
