import { parseCsv } from './parse-csv.ts';

/** What a file holds, as a table; values are texts, which a column's type makes into its own. */
export interface ImportedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Reads CSV, a JSON array of objects, or JSON Lines; throws SyntaxError for JSON that is none. */
export function readRows(text: string): ImportedTable {
  const start = text.trimStart().charAt(0);
  if (start === '[') return ofObjects(JSON.parse(text));
  if (start === '{') {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    return ofObjects(lines.map((line) => JSON.parse(line)));
  }
  const [head = [], ...rows] = parseCsv(text);
  return { columns: head.map((name, at) => name ?? `column${at + 1}`), rows };
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
