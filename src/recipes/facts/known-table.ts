import { quoteName } from '../../sql/identifier.ts';

/** What code says of a table: all of its columns, with their types in PostgreSQL's words. */
export interface KnownTable {
  readonly name: string;
  readonly columns: readonly KnownColumn[];
  readonly primaryKey: readonly string[];
}

export interface KnownColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
}

/** The type of a column of which code does not say one that is known. */
export const anyType = '"any"';

/** The tables as definitions for one who reads statements over them. */
export function tableDefinitions(tables: readonly KnownTable[]): string {
  return tables.map(definition).join('\n');
}

function definition({ name, columns, primaryKey }: KnownTable): string {
  const lines = columns.map(
    (column) => `${quoteName(column.name)} ${column.type}${column.notNull ? ' not null' : ''}`,
  );
  const key = primaryKey.map(quoteName).join(', ');
  return `create table ${quoteName(name)} (${(key ? [...lines, `primary key (${key})`] : lines).join(', ')});`;
}
