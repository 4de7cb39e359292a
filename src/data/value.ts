/**
 * A database's value in a form that JSON keeps exactly: 64-bit integers and reals as text, bytes as
 * lower-case hex. A plain string is text, `null` is NULL.
 */
export type Value = null | string | IntegerValue | RealValue | BlobValue;

export interface IntegerValue {
  readonly integer: string;
}

export interface RealValue {
  /** As SQL writes it, always with a point or an exponent; `Infinity`, `-Infinity`. */
  readonly real: string;
}

export interface BlobValue {
  /** Hex. */
  readonly blob: string;
}

/** A value as a grid shows it: whole, or the beginning of a long one. */
export type Cell = Value | CutText | CutBlob;

export interface CutText {
  readonly text: string;
  /** Of the whole, in UTF-16 units. */
  readonly length: number;
}

export interface CutBlob extends BlobValue {
  /** Of the whole, in bytes. */
  readonly length: number;
}

/** How much of a long text or blob a cell carries. */
export const cellLimits = { text: 400, blob: 64 } as const;

/** Whether the cell shows only a part. */
export function isCut(cell: Cell): cell is CutText | CutBlob {
  return typeof cell === 'object' && cell !== null && 'length' in cell;
}

/** What a driver gives and takes: SQLite's five storage classes in JavaScript. */
export type DriverValue = null | string | number | bigint | Uint8Array;

/** The exact value of what a driver read. */
export function exactValue(value: DriverValue): Value {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'bigint') return { integer: value.toString() };
  if (typeof value === 'number') return { real: realText(value) };
  return { blob: hexOf(value) };
}

/** A value with its end cut off where it is long. */
export function cutCell(value: Value): Cell {
  if (typeof value === 'string' && value.length > cellLimits.text) {
    return { text: cutText(value), length: value.length };
  }
  const isBlob = value !== null && typeof value === 'object' && 'blob' in value;
  if (isBlob && value.blob.length > cellLimits.blob * 2) {
    return { blob: value.blob.slice(0, cellLimits.blob * 2), length: value.blob.length / 2 };
  }
  return value;
}

/** The cell of what a driver read; long values are cut before they are turned into text. */
export function cellOf(value: DriverValue): Cell {
  if (value instanceof Uint8Array && value.length > cellLimits.blob) {
    return { blob: hexOf(value.subarray(0, cellLimits.blob)), length: value.length };
  }
  return cutCell(exactValue(value));
}

/** The beginning of a text, no surrogate pair torn. */
function cutText(text: string): string {
  const last = text.charCodeAt(cellLimits.text - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? cellLimits.text - 1 : cellLimits.text);
}

/** What a driver takes for a value. */
export function driverValue(value: Value): DriverValue {
  if (value === null || typeof value === 'string') return value;
  if ('integer' in value) return BigInt(value.integer);
  if ('real' in value) return Number(value.real);
  return bytesOf(value.blob);
}

/** A double as SQL that reads back as the same double and as no integer. */
function realText(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  }
  return bytes;
}
