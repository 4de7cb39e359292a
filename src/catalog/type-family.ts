/** Kinds of values; two types of one family hold the same ones, each in its engine's way. */
export type TypeFamily = 'integer' | 'real' | 'text' | 'bytes' | 'any';

/**
 * Words that decide the family, the first that is found. A boolean is 0 and 1 in SQLite, and
 * everything that SQLite has no type for is text there: dates, uuid, JSON, arrays, enums. An exact
 * numeric may be kept as integer, real or text, so it fits all of them.
 */
const words: readonly (readonly [TypeFamily, RegExp])[] = [
  ['text', /\[\]$/],
  ['text', /interval|point|polygon|range/],
  ['any', /numeric|decimal|money/],
  ['integer', /int|serial|bool|oid$/],
  ['bytes', /blob|bytea/],
  ['real', /real|double|float/],
];

/** The family of a declared type of either engine; a column without a type holds anything. */
export function typeFamily(type: string): TypeFamily {
  const name = type.toLowerCase();
  if (name === '' || name === 'any') return 'any';
  return words.find(([, word]) => word.test(name))?.[0] ?? 'text';
}

/** Whether two families can hold the same values. */
export function fits(left: TypeFamily, right: TypeFamily): boolean {
  return left === right || left === 'any' || right === 'any';
}
