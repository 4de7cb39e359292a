import { displayText } from '../display.ts';
import type { Value } from '../value.ts';
import type { ExportShape, ExportWriter } from './writer.ts';

/** What a spreadsheet takes for the start of a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const formulaStart = /^[=+\-@\t\r]/;

/**
 * CSV by RFC 4180: CRLF, quotes where they are needed. NULL is an empty field and the empty string
 * a quoted one. Text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export function csvWriter({ columns }: ExportShape): ExportWriter {
  return {
    head: () => `${columns.map(({ name }) => field(name)).join(',')}\r\n`,
    row: (values) => `${values.map(csvField).join(',')}\r\n`,
    tail: () => '',
  };
}

/** A value as a field of CSV. */
export function csvField(value: Value): string {
  if (value === null) return '';
  return typeof value === 'string' ? field(value) : displayText(value);
}

function field(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return safe === '' || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
