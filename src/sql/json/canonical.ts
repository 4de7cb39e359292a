/**
 * A document as PostgreSQL's jsonb keeps it, without blanks: of equal keys the last one, keys in the
 * order of their lengths and then their bytes. `undefined` for a text that is no JSON.
 */
export function canonicalJson(text: string): string | undefined {
  try {
    return JSON.stringify(ordered(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(
    ([a], [b]) => a.length - b.length || (a < b ? -1 : 1),
  );
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item)]));
}
