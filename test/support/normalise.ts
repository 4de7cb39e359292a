/** A value as both databases would show it: see the README of the oracle's data. */
export function normaliseValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Math.round(value * 1e9) / 1e9;
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString('hex') };
  if (typeof value === 'string') return normaliseText(value);
  if (Array.isArray(value)) return value.map(normaliseValue);
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, normaliseValue(item)]),
    );
  return value;
}

/** JSON is compared as a value; a fraction of a second without its last zeros. */
function normaliseText(text: string): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      return normaliseValue(JSON.parse(text));
    } catch {
      return text;
    }
  }
  return text.replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.(\d*?)0*$/, (_, whole, fraction) =>
    fraction ? `${whole}.${fraction}` : whole,
  );
}

export type Rows = readonly (readonly unknown[])[];

/** Rows as text that can be compared; in any order where the order is not part of the result. */
export function comparable(rows: Rows, order: 'ordered' | 'unordered'): string {
  const lines = rows.map((row) => JSON.stringify(row.map(normaliseValue)));
  return (order === 'unordered' ? lines.toSorted() : lines).join('\n');
}
