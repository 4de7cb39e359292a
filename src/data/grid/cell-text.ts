import { displayText } from '../display.ts';
import { type Cell, isCut } from '../value.ts';

/** How a cell is shown: a text on one line, and what kind of thing it is. */
export interface CellText {
  readonly text: string;
  readonly kind: 'null' | 'empty' | 'text' | 'json' | 'number' | 'blob' | 'date';
  /** Its value is not of the kind that the column declares. */
  readonly odd: boolean;
  /** The end is missing. */
  readonly cut: boolean;
}

interface ColumnKind {
  readonly type: string;
}

/** Shows a cell; `rawDates` leaves numbers in date columns as they are. */
export function cellText(cell: Cell, { type }: ColumnKind, rawDates: boolean): CellText {
  const cut = isCut(cell);
  if (cell === null) return { text: 'NULL', kind: 'null', odd: false, cut };
  if (typeof cell === 'string') return { ...plainText(cell), odd: isNumeric(type), cut };
  if ('text' in cell) return { text: oneLine(cell.text), kind: 'text', odd: isNumeric(type), cut };
  if ('blob' in cell) return { text: blobText(cell), kind: 'blob', odd: isNumeric(type), cut };
  const number = displayText(cell);
  const date = rawDates || !isDate(type) ? undefined : dateOf(Number(number));
  return { text: date ?? number, kind: date ? 'date' : 'number', odd: false, cut };
}

function plainText(text: string): Pick<CellText, 'text' | 'kind'> {
  if (text === '') return { text: '', kind: 'empty' };
  return { text: oneLine(text), kind: isJson(text) ? 'json' : 'text' };
}

/** Line ends and tabs as signs; spaces at the ends, which nobody would see, as points. */
function oneLine(text: string): string {
  return text
    .replace(/\r\n|\r|\n/g, '↵')
    .replaceAll('\t', '⇥')
    .replaceAll('\0', '␀')
    .replace(/^ +| +$/g, (spaces) => '·'.repeat(spaces.length));
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function blobText(cell: { readonly blob: string; readonly length?: number }): string {
  const length = cell.length ?? cell.blob.length / 2;
  return `${byteCount(length)} ${cell.blob.slice(0, 32)}${length > 16 ? '…' : ''}`;
}

/** Bytes in a unit that people read. */
export function byteCount(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** SQLite's INTEGER, REAL and NUMERIC affinities by the declared name. https://sqlite.org/datatype3.html */
function isNumeric(type: string): boolean {
  return /int|real|floa|doub|numeric|decimal/i.test(type);
}

function isDate(type: string): boolean {
  return /date|time/i.test(type);
}

/** Seconds or milliseconds since 1970, whichever gives a year that people mean. */
function dateOf(number: number): string | undefined {
  const milliseconds = Math.abs(number) > 1e11 ? number : number * 1000;
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1971 || year > 2200) return undefined;
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$|Z$/, '');
}
