import type { CopyStmt } from 'libpg-query';
import { quoteLiteral } from './cast.ts';
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
 * INSERT statements for the data of `COPY ... FROM stdin` in the text format; `undefined` for other
 * formats. https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export function insertsOfCopy(
  copy: CopyStmt,
  data: string,
  schema: Schema,
): CopiedRows | undefined {
  if (hasOptions(copy)) return undefined;
  const table = schema.tables.get(copy.relation?.relname ?? '');
  const named = (copy.attlist ?? []).flatMap((item) => as('String', item)?.sval ?? []);
  const columns = named.length > 0 ? named : (table?.columns.map(({ name }) => name) ?? []);
  const types = columns.map((column) => table?.columns.find(({ name }) => name === column)?.type);
  const strange: string[] = [];
  const rows = data
    .split(/\r?\n/)
    .filter((line, index, lines) => line !== '\\.' && !(line === '' && index === lines.length - 1))
    .map((line) => `(${values(line, types, strange).join(', ')})`);
  const list = named.length > 0 ? ` (${columns.map(quoteName).join(', ')})` : '';
  const head = `insert into ${quoteName(copy.relation?.relname ?? '')}${list} values`;
  return { sql: statements(head, rows), strange };
}

/** Every option but the format text changes how the data is read. */
function hasOptions({ options }: CopyStmt): boolean {
  return (options ?? []).some((item) => {
    const option = as('DefElem', item);
    return option?.defname !== 'format' || as('String', option.arg)?.sval !== 'text';
  });
}

function statements(head: string, rows: readonly string[]): string {
  const parts: string[] = [];
  for (let index = 0; index < rows.length; index += rowsPerStatement)
    parts.push(`${head}\n  ${rows.slice(index, index + rowsPerStatement).join(',\n  ')};`);
  return parts.join('\n');
}

function values(line: string, types: readonly (SqlType | undefined)[], strange: string[]) {
  return line.split('\t').map((field, index) => {
    if (field === '\\N') return 'null';
    const text = unescaped(field);
    const literal = storedLiteral(types[index], text);
    if (literal === undefined) strange.push(text);
    return literal ?? quoteLiteral(text);
  });
}

const letters: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescaped(field: string): string {
  return field.replace(/\\(x[\da-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/g, (_, code: string) => {
    if (/^x[\da-fA-F]/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return letters[code] ?? code;
  });
}
