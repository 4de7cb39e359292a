import type pg from 'pg';
import type { ResultSet, SelectOptions, Statement } from '../../data/database.ts';
import { cutCell } from '../../data/value.ts';
import { asked } from './asked.ts';
import { parameterOf, valueOfText } from './cell.ts';

/** The rows through a cursor, so that no more are sent than are shown; EXPLAIN and SHOW have none. */
export async function selectRows(
  client: pg.Client,
  { sql, parameters }: Statement,
  { maxRows, cells, wholeFrom = Infinity }: SelectOptions,
): Promise<ResultSet> {
  const start = performance.now();
  const values = Object.values(parameters).map(parameterOf);
  await asked(client.query('BEGIN READ ONLY'));
  try {
    const result = await fetchFirst(client, sql, values, maxRows + 1);
    const columns = result.fields.map(({ name, dataTypeID }) => ({
      name,
      type: typeNames[dataTypeID] ?? '',
    }));
    const toCell = (text: string | null, at: number) => {
      const value = valueOfText(text, result.fields[at]?.dataTypeID ?? 0);
      return cells === 'cut' && at < wholeFrom ? cutCell(value) : value;
    };
    const rows = result.rows.slice(0, maxRows).map((row) => row.map(toCell));
    const milliseconds = performance.now() - start;
    return { columns, rows, more: result.rows.length > maxRows, milliseconds };
  } finally {
    await asked(client.query('ROLLBACK'));
  }
}

/** Names of the types that a grid shows in another way than text. */
const typeNames: Readonly<Record<number, string>> = {
  16: 'boolean',
  17: 'bytea',
  20: 'bigint',
  21: 'smallint',
  23: 'integer',
  114: 'json',
  700: 'real',
  701: 'double precision',
  1082: 'date',
  1114: 'timestamp',
  1184: 'timestamp with time zone',
  1700: 'numeric',
  2950: 'uuid',
  3802: 'jsonb',
};

export type TextRow = (string | null)[];

async function fetchFirst(
  client: pg.Client,
  sql: string,
  values: readonly (string | null)[],
  count: number,
): Promise<pg.QueryArrayResult<TextRow>> {
  const readable = /^\s*(\(|select\b|values\b|with\b|table\b)/i.test(withoutComments(sql));
  if (readable) {
    await asked(client.query(`DECLARE reading NO SCROLL CURSOR FOR ${sql}`, [...values]));
    return asked(fetchNext(client, count));
  }
  return asked(client.query<TextRow>({ text: sql, values: [...values], rowMode: 'array' }));
}

function withoutComments(sql: string): string {
  return sql.replace(/^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
}

/** The next rows of the cursor that is open. */
export function fetchNext(client: pg.Client, count: number): Promise<pg.QueryArrayResult<TextRow>> {
  return client.query<TextRow>({ text: `FETCH ${count} FROM reading`, rowMode: 'array' });
}
