import { quoteName } from '../../sql/sqlite-tokens.ts';
import { literal } from '../literal.ts';
import type { ExportShape, ExportWriter } from './writer.ts';

/** INSERT statements that SQLite and PostgreSQL read, a row each. */
export function sqlWriter({ columns, table }: ExportShape): ExportWriter {
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  const start = `INSERT INTO ${quoteName(table)} (${names}) VALUES`;
  return {
    head: () => '',
    row: (values) => `${start} (${values.map(literal).join(', ')});\n`,
    tail: () => '',
  };
}
