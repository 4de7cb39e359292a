import type { Column, Table } from '../../catalog/model.ts';
import { quoteName } from '../../sql/sqlite-tokens.ts';

/**
 * An INSERT that gives a table only what it insists on, so that defaults, generated columns and
 * keys have to work by themselves.
 */
export function probeInsert(table: Table): string {
  const given = table.columns.filter((column) => isNeeded(column, table));
  const into = `INSERT INTO ${quoteName(table.name)}`;
  if (given.length === 0) return `${into} DEFAULT VALUES`;
  const names = given.map(({ name }) => quoteName(name)).join(', ');
  return `${into} (${names}) VALUES (${given.map(sampleValue).join(', ')})`;
}

function isNeeded(column: Column, table: Table): boolean {
  if (column.generated || column.hidden || column.default !== null) return false;
  const ownKey = table.primaryKey.length === 1 && column.primaryKey;
  if (ownKey && isInteger(column)) return false;
  return column.notNull || column.primaryKey;
}

/** A key that looks like a number is expected to number itself: that is what is tried. */
function isInteger({ type }: Column): boolean {
  return /INT|SERIAL/i.test(type);
}

/** https://sqlite.org/datatype3.html#determination_of_column_affinity */
function sampleValue(column: Column): string {
  const type = column.type.toUpperCase();
  if (type.includes('INT')) return '0';
  if (/CHAR|CLOB|TEXT|UUID|DATE|TIME|JSON/.test(type)) return "'probe'";
  if (type.includes('BLOB') || type === '') return "x'00'";
  return '0';
}

/** Failures that the value may be to blame for, not the schema. */
export function isInconclusive(code: string, message: string, table: Table): boolean {
  if (!code.startsWith('SQLITE_CONSTRAINT')) return false;
  const [key] = table.primaryKey;
  const missingKey = `NOT NULL constraint failed: ${table.name}.${key}`;
  return message !== missingKey || table.primaryKey.length !== 1;
}
