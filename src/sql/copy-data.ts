import type { CopyStmt } from 'libpg-query';
import { quoteLiteral } from './cast.ts';
import { copyFormat } from './copy-format.ts';
import { copyRows } from './copy-rows.ts';
import { quoteName } from './identifier.ts';
import type { Schema } from './schema.ts';
import type { SqlType } from './sql-type.ts';
import { storedLiteral } from './stored-literal.ts';
import { as } from './tree.ts';

/** Rows of one INSERT; SQLite takes many more, but editors and diffs do not. */
const rowsPerStatement = 100;

export interface CopiedRows {
  readonly sql: string;
  /** Values that SQLite has no form of, as they stood in the data; stored as text. */
  readonly strange: readonly string[];
}

/**
 * INSERT statements for the data of `COPY ... FROM stdin`, as text or CSV; `undefined` for other
 * formats. https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export function insertsOfCopy(
  copy: CopyStmt,
  data: string,
  schema: Schema,
): CopiedRows | undefined {
  const format = copyFormat(copy);
  if (!format) return undefined;
  const table = schema.tables.get(copy.relation?.relname ?? '');
  const named = (copy.attlist ?? []).flatMap((item) => as('String', item)?.sval ?? []);
  const columns = named.length > 0 ? named : (table?.columns.map(({ name }) => name) ?? []);
  const types = columns.map((column) => table?.columns.find(({ name }) => name === column)?.type);
  const strange: string[] = [];
  const rows = copyRows(data, format).map((row) => `(${values(row, types, strange).join(', ')})`);
  const list = named.length > 0 ? ` (${columns.map(quoteName).join(', ')})` : '';
  const head = `insert into ${quoteName(copy.relation?.relname ?? '')}${list} values`;
  return { sql: statements(head, rows), strange };
}

function statements(head: string, rows: readonly string[]): string {
  const parts: string[] = [];
  for (let index = 0; index < rows.length; index += rowsPerStatement)
    parts.push(`${head}\n  ${rows.slice(index, index + rowsPerStatement).join(',\n  ')};`);
  return parts.join('\n');
}

function values(
  row: readonly (string | null)[],
  types: readonly (SqlType | undefined)[],
  strange: string[],
) {
  return row.map((text, index) => {
    if (text === null) return 'null';
    const literal = storedLiteral(types[index], text);
    if (literal === undefined) strange.push(text);
    return literal ?? quoteLiteral(text);
  });
}
