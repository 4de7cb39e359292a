import { parseCsv } from './parse-csv.ts';

/** What a file holds, as a table; values are texts, which a column's type makes into its own. */
export interface ImportedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Reads CSV, a JSON array of objects, or JSON Lines; throws SyntaxError for JSON that is none. */
export function readRows(text: string): ImportedTable {
  const start = text.trimStart().charAt(0);
  if (start === '[') return ofObjects(parseExactly(text));
  if (start === '{') {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return ofObjects(lines.map(parseExactly));
  }
  const [head = [], ...rows] = parseCsv(text);
  return { columns: columnNames(head, rows), rows };
}

/** Each name once, and a name for every field that a row has. */
function columnNames(
  head: readonly (string | null)[],
  rows: readonly (readonly unknown[])[],
): readonly string[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), head.length);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const wanted = head[at] ?? `column${at + 1}`;
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}_${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Integers that a number does not hold stay what the text says, where this JavaScript tells that. */
function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    const isRounded = typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
    const source = context?.source ?? '';
    return isRounded && /^-?\d+$/.test(source) ? source : value;
  });
}

function ofObjects(value: unknown): ImportedTable {
  const objects = Array.isArray(value) ? value.filter(isObject) : [];
  const columns = [...new Set(objects.flatMap(Object.keys))];
  return { columns, rows: objects.map((object) => columns.map((name) => textOf(object[name]))) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
