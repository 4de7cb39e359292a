import { displayText } from '../display.ts';
import type { CopyFormat } from '../grid/protocol.ts';
import type { Value } from '../value.ts';
import { exportWriter } from './index.ts';

interface CopiedTable {
  readonly rows: readonly (readonly Value[])[];
  readonly columns: readonly { readonly name: string }[];
  /** Its name in SQL. */
  readonly table: string;
}

/** Cells as a text for the clipboard; `text` is for pasting into a sheet: tabs and lines. */
export function clipboardText(copied: CopiedTable, format: CopyFormat): string {
  const { rows } = copied;
  if (format === 'text') return sheetText(rows);
  const writer = exportWriter(format, copied);
  return (
    writer.head() + rows.map((row, at) => writer.row(row, at)).join('') + writer.tail(rows.length)
  );
}

/** One cell alone is copied as it is; among others what would look like their borders is quoted. */
function sheetText(rows: readonly (readonly Value[])[]): string {
  const [only = []] = rows;
  if (rows.length === 1 && only.length === 1) return displayText(only[0] ?? null);
  const field = (value: Value) => {
    const text = displayText(value);
    return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join('\t')).join('\n');
}
