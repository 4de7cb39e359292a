/** A row by column name; 64-bit integers may be number, bigint or text. */
export type CatalogRow = Readonly<Record<string, unknown>>;

/**
 * Runs one reading statement. SQLite's parameters are `?1`, PostgreSQL's `$1`. Throws what the
 * database says of the statement; readers turn that into a problem of the catalogue.
 */
export type Query = (sql: string, parameters?: readonly string[]) => Promise<readonly CatalogRow[]>;

/** The column as text; empty for NULL. */
export function text(row: CatalogRow, column: string): string {
  const value = row[column];
  return value === null || value === undefined ? '' : String(value);
}

/** The column as text, or nothing for NULL and the empty string. */
export function optionalText(row: CatalogRow, column: string): string | undefined {
  return text(row, column) || undefined;
}

/** The column as an integer that is known to be small. */
export function integer(row: CatalogRow, column: string): number {
  return Number(row[column] ?? 0);
}

/** The column as a truth value: SQLite's 1, PostgreSQL's true. */
export function flag(row: CatalogRow, column: string): boolean {
  const value = row[column];
  return value === true || value === 1 || value === 1n;
}

/** The column as a list of texts: an array, or a JSON array as text. */
export function list(row: CatalogRow, column: string): readonly string[] {
  const value = row[column];
  const items: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(items) ? items.map(String) : [];
}
