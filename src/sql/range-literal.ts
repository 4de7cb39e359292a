import { isDate, isInteger, isTimestamp, type SqlType, typeNamed } from './sql-type.ts';
import { readMoment, timestampText } from './timestamp-literal.ts';

/** PostgreSQL's ranges, with the type of their bounds. */
const bounds: Readonly<Record<string, string>> = {
  daterange: 'date',
  int4range: 'int4',
  int8range: 'int8',
  numrange: 'numeric',
  tsrange: 'timestamp',
  tstzrange: 'timestamptz',
};

/** The type of a range's bounds; `undefined` for what is no range. */
export function boundType(type: SqlType | undefined): SqlType | undefined {
  if (!type || type.array || !Object.hasOwn(bounds, type.name)) return undefined;
  return typeNamed(bounds[type.name] ?? '');
}

/** Whether the values of a type have a next one, so that PostgreSQL writes every range as `[a,b)`. */
export function isDiscrete(bound: SqlType): boolean {
  return isDate(bound) || isInteger(bound);
}

const form =
  /^\s*([[(])\s*(?:"([^"]*)"|([^",\s][^",]*)?)\s*,\s*(?:"([^"]*)"|([^",\s][^",]*?)?)\s*([\])])\s*$/;

/**
 * A range as SQLite keeps it: `[a,b)` in the one form that PostgreSQL writes it in, without quotes,
 * or `empty`. `undefined` where the text is no range of such bounds.
 * https://www.postgresql.org/docs/18/rangetypes.html#RANGETYPES-IO
 */
export function rangeText(bound: SqlType, text: string): string | undefined {
  if (/^\s*empty\s*$/i.test(text)) return 'empty';
  const [whole, open = '', quotedLow, low = '', quotedHigh, high = '', close = ''] =
    form.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const lower = boundText(bound, quotedLow ?? low);
  const upper = boundText(bound, quotedHigh ?? high);
  if (lower === undefined || upper === undefined) return undefined;
  const from = { value: lower, isIn: open === '[' };
  const to = { value: upper, isIn: close === ']' };
  return isDiscrete(bound) ? discreteText(bound, from, to) : continuousText(bound, from, to);
}

interface Bound {
  readonly value: string;
  readonly isIn: boolean;
}

function discreteText(bound: SqlType, from: Bound, to: Bound): string {
  const lower = from.value && !from.isIn ? nextValue(bound, from.value) : from.value;
  const upper = to.value && to.isIn ? nextValue(bound, to.value) : to.value;
  if (lower && upper && compare(bound, lower, upper) >= 0) return 'empty';
  return `${lower ? '[' : '('}${lower},${upper})`;
}

function continuousText(bound: SqlType, from: Bound, to: Bound): string {
  const order = from.value && to.value ? compare(bound, from.value, to.value) : -1;
  if (order > 0 || (order === 0 && !(from.isIn && to.isIn))) return 'empty';
  return `${from.value && from.isIn ? '[' : '('}${from.value},${to.value}${to.value && to.isIn ? ']' : ')'}`;
}

function compare(bound: SqlType, a: string, b: string): number {
  if (isDate(bound) || isTimestamp(bound)) return a < b ? -1 : Number(a > b);
  return Number(a) - Number(b);
}

function nextValue(bound: SqlType, value: string): string {
  if (isInteger(bound)) return String(BigInt(value) + 1n);
  const day = new Date(`${value}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** A bound as its type is kept; empty where there is none. */
function boundText(bound: SqlType, text: string): string | undefined {
  const value = text.trim();
  if (value === '') return '';
  if (isInteger(bound)) return /^[-+]?\d+$/.test(value) ? String(BigInt(value)) : undefined;
  if (!isDate(bound) && !isTimestamp(bound))
    return Number.isFinite(Number(value)) ? value : undefined;
  const moment = readMoment(value);
  if (!moment?.date) return undefined;
  if (isDate(bound)) return moment.date;
  const { offset: _, ...local } = moment;
  return timestampText(bound.name === 'timestamptz' ? moment : local);
}
