import type { Value } from './value.ts';

/** A value as an SQL literal that SQLite and PostgreSQL read as the same value (bytes: SQLite). */
export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return textLiteral(value);
  if ('integer' in value) return value.integer;
  if ('blob' in value) return `X'${value.blob}'`;
  // SQLite has no word for infinity; a number that is too large becomes one.
  return value.real.replace('Infinity', '9e999');
}

/** SQLite ends a statement's text at a NUL: such text is written as its bytes. */
function textLiteral(text: string): string {
  if (!text.includes('\0')) return `'${text.replaceAll("'", "''")}'`;
  const hex = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `CAST(X'${hex.join('')}' AS TEXT)`;
}
