import type { Value } from '../../data/value.ts';

/** Oids of types that have a JSON-safe form of their own; all others are text. https://www.postgresql.org/docs/current/catalog-pg-type.html */
const oids = {
  boolean: [16],
  bytes: [17],
  integer: [20, 21, 23, 26],
  real: [700, 701, 1700],
} as const;

/** The exact value of the server's text form. */
export function valueOfText(text: string | null, oid: number): Value {
  if (text === null) return null;
  const is = (kind: keyof typeof oids) => (oids[kind] as readonly number[]).includes(oid);
  if (is('integer')) return { integer: text };
  if (is('real')) return { real: text };
  if (is('bytes')) return { blob: text.slice(2) };
  if (is('boolean')) return text === 't' ? 'true' : 'false';
  return text;
}

/** A value as a parameter: the server reads text as whatever type the place wants. */
export function parameterOf(value: Value): string | null {
  if (value === null || typeof value === 'string') return value;
  if ('integer' in value) return value.integer;
  return 'real' in value ? value.real : `\\x${value.blob}`;
}
