import type { ResultSet } from './database.ts';
import { displayText } from './display.ts';
import { type Cell, isCut } from './value.ts';

/** A row of two results, side by side. */
export interface ComparedRow {
  readonly state: 'same' | 'differs' | 'left-only' | 'right-only';
  readonly left?: readonly Cell[];
  readonly right?: readonly Cell[];
  /** Columns, by number, whose values differ. */
  readonly columns: readonly number[];
}

/**
 * The rows of two results in their order, one against the other. Values are equal where they say
 * the same in either engine's way: 1 and true, 1.50 and 1.5, a timestamp with and without its T.
 */
export function compareRows(left: ResultSet, right: ResultSet): readonly ComparedRow[] {
  const count = Math.max(left.rows.length, right.rows.length);
  return Array.from({ length: count }, (_, at): ComparedRow => {
    const one = left.rows[at];
    const other = right.rows[at];
    if (!one) return { state: 'right-only', columns: [], ...(other && { right: other }) };
    if (!other) return { state: 'left-only', left: one, columns: [] };
    const columns = one.flatMap((cell, column) =>
      normalised(cell) === normalised(other[column] ?? null) ? [] : [column],
    );
    const isSame = columns.length === 0 && one.length === other.length;
    return { state: isSame ? 'same' : 'differs', left: one, right: other, columns };
  });
}

/** A value in one form for both engines. */
function normalised(cell: Cell): string {
  if (cell === null) return '\0null';
  const text = isCut(cell) ? ('text' in cell ? cell.text : cell.blob) : displayText(cell);
  if (text === 'true') return '1';
  if (text === 'false') return '0';
  const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? text : undefined;
  if (number !== undefined) return numberText(number);
  const date = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+?)0*)?(?:Z|\+00(?::?00)?)?$/.exec(
    text,
  );
  if (date) return `${date[1]} ${date[2]}${date[3] ? `.${date[3]}` : ''}`;
  return jsonText(text) ?? text;
}

/** Whole numbers exactly, others to nine digits. */
function numberText(text: string): string {
  if (/^-?\d+(\.0+)?$/.test(text)) return BigInt(text.replace(/\..*/, '')).toString();
  return String(Number(Number(text).toPrecision(9)));
}

function jsonText(text: string): string | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

/** JSON has no order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
