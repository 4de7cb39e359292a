import { quoteName } from '../../sql/sqlite-tokens.ts';
import type { WriteStatement } from '../database.ts';
import type { ImportedTable } from './read-rows.ts';

/** Rows that go into one statement. */
const batchRows = 1000;

/** The statement that makes a table for imported rows; types are those that all values have. */
export function createStatement(table: string, { columns, rows }: ImportedTable): WriteStatement {
  const parts = columns.map(
    (name, at) => `${quoteName(name)} ${typeOf(rows.map((row) => row[at]))}`,
  );
  return { sql: `CREATE TABLE ${quoteName(table)} (${parts.join(', ')})`, parameters: [] };
}

function typeOf(values: readonly (string | null | undefined)[]): string {
  const given = values.filter((value) => value !== null && value !== undefined);
  const all = (form: RegExp) => given.length > 0 && given.every((value) => form.test(value));
  if (all(/^-?(0|[1-9]\d{0,17})$/)) return 'INTEGER';
  return all(/^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i) ? 'REAL' : 'TEXT';
}

/** The statements that add the rows, a thousand each; the columns' types convert the values. */
export function insertStatements(
  table: string,
  { columns, rows }: ImportedTable,
): readonly WriteStatement[] {
  const names = columns.map(quoteName).join(', ');
  const terms = columns.map((_, at) => `value ->> ${at}`).join(', ');
  const sql = `INSERT INTO ${quoteName(table)} (${names}) SELECT ${terms} FROM json_each(?1)`;
  const statements: WriteStatement[] = [];
  for (let at = 0; at < rows.length; at += batchRows) {
    const batch = rows.slice(at, at + batchRows);
    const parameters = [JSON.stringify(batch)];
    statements.push({ sql, parameters, expectedChanges: batch.length });
  }
  return statements;
}
