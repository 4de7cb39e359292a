import type { CatalogProblem } from '../model.ts';
import type { CatalogRow, Query } from '../query.ts';

/** A row of sqlite_schema. */
export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** One attached database while its objects are read. */
export interface SchemaPart {
  readonly query: Query;
  readonly schema: string;
  readonly objects: readonly SchemaObject[];
  /** Rows of pragma_table_list by name. */
  readonly kindOf: ReadonlyMap<string, CatalogRow>;
  /** Shadow tables, each with the name of its virtual table. */
  readonly shadowOwners: ReadonlyMap<string, string>;
  /** Filled while reading. */
  readonly problems: CatalogProblem[];
}

/** SQLite compares names without ASCII case, and no other. */
export function foldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Rows about one object; where the database refuses, a problem and no rows. */
export async function rowsAbout(
  { query, schema, problems }: SchemaPart,
  name: string,
  sql: string,
): Promise<readonly CatalogRow[]> {
  try {
    return await query(sql, [name, schema]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!problems.some((known) => known.name === name && known.message === message)) {
      problems.push({ schema, name, message });
    }
    return [];
  }
}
