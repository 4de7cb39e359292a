import { quoteName } from '../sql/sqlite-tokens.ts';
import { Bindings } from './bindings.ts';
import type { WriteStatement } from './database.ts';
import type { GridRow } from './grid/protocol.ts';
import { literal } from './literal.ts';
import { fromName, type RowSource } from './source.ts';
import { cutCell, type Value } from './value.ts';

/** One thing that the user did. Rows are known by their keys, new ones by a number; to drop is to take a new one away again. */
export type Edit =
  | {
      readonly kind: 'update';
      readonly key: readonly Value[];
      readonly column: number;
      readonly value: Value;
      /** The row as it was read: what it must still be when it is saved. */
      readonly original: readonly Value[];
    }
  | { readonly kind: 'delete'; readonly key: readonly Value[]; readonly original: readonly Value[] }
  | { readonly kind: 'insert'; readonly number: number }
  | { readonly kind: 'drop'; readonly number: number }
  | {
      readonly kind: 'fill';
      readonly number: number;
      readonly column: number;
      readonly value: Value;
    };

/** What a place begins with that is a row which is not saved yet. */
const newMark = '\0new';

/** The place of a new row. */
export function newPlace(number: number): readonly Value[] {
  return [newMark, { integer: String(number) }];
}

/** The number of a new row; nothing for a row of the database. */
export function newNumber(place: readonly Value[]): number | undefined {
  const [mark, number] = place;
  if (mark !== newMark || typeof number !== 'object' || number === null) return undefined;
  return 'integer' in number ? Number(number.integer) : undefined;
}

/** A row's key is the end of its place, whatever it is sorted by. */
export function keyOfPlace(source: RowSource, place: readonly Value[]): readonly Value[] {
  return place.slice(-source.key.length);
}

interface ChangedRow {
  readonly key: readonly Value[];
  readonly original: readonly Value[];
  readonly values: ReadonlyMap<number, Value>;
  readonly deleted: boolean;
}

/** The net effect of edits, in the order in which rows were first touched. */
interface NetChange {
  readonly rows: ReadonlyMap<string, ChangedRow>;
  readonly created: ReadonlyMap<number, ReadonlyMap<number, Value>>;
}

function netChange(edits: readonly Edit[]): NetChange {
  const rows = new Map<string, ChangedRow>();
  const created = new Map<number, Map<number, Value>>();
  for (const edit of edits) {
    if (edit.kind === 'insert') created.set(edit.number, new Map());
    else if (edit.kind === 'drop') created.delete(edit.number);
    else if (edit.kind === 'fill') created.get(edit.number)?.set(edit.column, edit.value);
    else {
      const id = JSON.stringify(edit.key);
      const before = rows.get(id);
      const values = new Map(before?.values);
      if (edit.kind === 'update') values.set(edit.column, edit.value);
      const deleted = before?.deleted === true || edit.kind === 'delete';
      rows.set(id, { key: edit.key, original: before?.original ?? edit.original, values, deleted });
    }
  }
  return { rows, created };
}

/**
 * The statements that save edits: one for each row. An update or deletion names the key and all
 * that the row was, so that it meets nothing where somebody else has changed the row.
 */
export function saveStatements(
  source: RowSource,
  edits: readonly Edit[],
): readonly WriteStatement[] {
  const { rows, created } = netChange(edits);
  return [
    ...[...rows.values()].map((row) => (row.deleted ? deletion(source, row) : update(source, row))),
    ...[...created.values()].map((values) => insertion(source, values)),
  ];
}

function update(source: RowSource, row: ChangedRow): WriteStatement {
  const bindings = new Bindings(source.engine);
  const assignments = [...row.values].map(
    ([column, value]) => `${columnName(source, column)} = ${bindings.add(value)}`,
  );
  const where = unchanged(source, row, bindings);
  return {
    sql: `UPDATE ${fromName(source)} SET ${assignments.join(', ')} WHERE ${where}`,
    parameters: bindings.values,
    expectedChanges: 1,
  };
}

function deletion(source: RowSource, row: ChangedRow): WriteStatement {
  const bindings = new Bindings(source.engine);
  const where = unchanged(source, row, bindings);
  return {
    sql: `DELETE FROM ${fromName(source)} WHERE ${where}`,
    parameters: bindings.values,
    expectedChanges: 1,
  };
}

function insertion(source: RowSource, values: ReadonlyMap<number, Value>): WriteStatement {
  const bindings = new Bindings(source.engine);
  const columns = [...values.keys()].map((column) => columnName(source, column));
  const terms = [...values.values()].map((value) => bindings.add(value));
  const into = `INSERT INTO ${fromName(source)}`;
  return {
    sql:
      columns.length === 0
        ? `${into} DEFAULT VALUES`
        : `${into} (${columns.join(', ')}) VALUES (${terms.join(', ')})`,
    parameters: bindings.values,
    expectedChanges: 1,
  };
}

function unchanged(source: RowSource, row: ChangedRow, bindings: Bindings): string {
  const key = source.key.map((term, at) => `${term} IS ${bindings.add(row.key[at] ?? null)}`);
  const rest = source.columns.flatMap((column, at) =>
    column.generated
      ? []
      : [`${quoteName(column.name)} IS ${bindings.add(row.original[at] ?? null)}`],
  );
  return [...key, ...rest].join(' AND ');
}

function columnName(source: RowSource, column: number): string {
  return quoteName(source.columns[column]?.name ?? '');
}

/** The statements as SQL to read, the values in their places. */
export function statementText({ sql, parameters }: WriteStatement): string {
  const values = Object.values(parameters);
  return `${sql.replace(/\?(\d+)/g, (_, at: string) => literal(values[Number(at) - 1] ?? null))};`;
}

/** A whole row as it will be once it is saved. */
export function rowWithEdits(
  source: RowSource,
  place: readonly Value[],
  values: readonly Value[],
  edits: readonly Edit[],
): readonly Value[] {
  const changed = netChange(edits).rows.get(JSON.stringify(keyOfPlace(source, place)));
  return changed ? values.map((value, at) => changed.values.get(at) ?? value) : values;
}

/** The values of a row that is not saved yet; columns that nobody filled are NULL. */
export function newRowValues(
  source: RowSource,
  number: number,
  edits: readonly Edit[],
): readonly Value[] {
  const filled = netChange(edits).created.get(number);
  return source.columns.map((_, at) => filled?.get(at) ?? null);
}

/** The rows of a page with the edits that concern them. */
export function withEdits(
  source: RowSource,
  rows: readonly GridRow[],
  edits: readonly Edit[],
): readonly GridRow[] {
  const net = netChange(edits);
  if (net.rows.size === 0) return rows;
  return rows.map((row) => {
    const changed = net.rows.get(JSON.stringify(keyOfPlace(source, row.place)));
    return changed ? editedRow(row, changed) : row;
  });
}

function editedRow(row: GridRow, { values, deleted }: ChangedRow): GridRow {
  return {
    ...row,
    cells: row.cells.map((cell, at) => (values.has(at) ? cutCell(values.get(at) ?? null) : cell)),
    state: deleted ? 'deleted' : 'changed',
    changed: [...values.keys()],
  };
}

/** The new rows, as they stand at the end of the grid. */
export function newRows(source: RowSource, edits: readonly Edit[]): readonly GridRow[] {
  return [...netChange(edits).created].map(([number, values]) => ({
    cells: source.columns.map((_, at) => cutCell(values.get(at) ?? null)),
    place: newPlace(number),
    state: 'new',
  }));
}

/** What a person types into a cell: NULL, `x'00ff'` for bytes, quotes for text of any kind. */
export function valueOfEntry(text: string, type: string): Value {
  if (/^null$/i.test(text)) return null;
  const quoted = /^'(.*)'$/s.exec(text);
  if (quoted) return (quoted[1] ?? '').replaceAll("''", "'");
  const bytes = /^x'((?:[0-9a-f]{2})*)'$/i.exec(text);
  if (bytes) return { blob: (bytes[1] ?? '').toLowerCase() };
  if (/char|text|clob|json|uuid|date|time/i.test(type)) return text;
  if (/^[+-]?\d{1,18}$/.test(text)) return { integer: BigInt(text).toString() };
  if (/^[+-]?(\d+\.\d*|\.\d+|\d+)(e[+-]?\d+)?$/i.test(text)) return { real: text };
  return text;
}
