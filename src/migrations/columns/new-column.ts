/** Types that both tools have a portable word for. */
export const columnTypes = [
  'boolean',
  'integer',
  'string',
  'text',
  'decimal',
  'date',
  'timestamp',
  'json',
] as const;

export type ColumnType = (typeof columnTypes)[number];

/** A column to be added by a migration; plain data. */
export interface NewColumn {
  readonly table: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** What new rows get, and the rows that are there already; `now` for a time. */
  readonly value?: string | number | boolean;
  readonly index: boolean;
}

/** A flag that is on for the rows that there are. */
export function activeFlag(table: string): NewColumn {
  return { table, name: 'is_active', type: 'boolean', nullable: false, value: true, index: true };
}

/** The time at which a row was deleted without being removed; empty for those that are there. */
export function softDelete(table: string): NewColumn {
  return { table, name: 'deleted_at', type: 'timestamp', nullable: true, index: true };
}

/** The index's name, as both tools would give it. */
export function indexName({ table, name }: NewColumn): string {
  return `ix_${table}_${name}`.replace(/[^\w]+/g, '_');
}

/**
 * Whether the column is added empty, filled, and only then made NOT NULL: SQLite adds no column
 * whose default is not constant, and none that is NOT NULL without one, to a table with rows.
 * https://sqlite.org/lang_altertable.html#alter_table_add_column
 */
export function isFilledFirst({ nullable, value }: NewColumn): boolean {
  return value === 'now' && !nullable;
}

/** Why a column cannot be added so; nothing where it can. */
export function columnProblem({ nullable, value, name, table }: NewColumn): string | undefined {
  if (name === '' || table === '') return 'A table and a column have to be named.';
  if (nullable || value !== undefined) return undefined;
  return 'A column that may not be NULL needs a default, for the rows that are there already.';
}

/** Reads a default as it is typed: `true`, `0`, `now`, or text. */
export function readValue(text: string, type: ColumnType): string | number | boolean {
  if (type === 'boolean') return /^(?:true|1|yes|on)$/i.test(text);
  if (
    (type === 'integer' || type === 'decimal') &&
    text.trim() !== '' &&
    !Number.isNaN(Number(text))
  )
    return Number(text);
  return text;
}
