import pg from 'pg';
import type { Rows } from './normalise.ts';

/** The result of a script's last statement. */
export interface PostgresResult {
  readonly names: readonly string[];
  /** Whether a column holds JSON, whose values the driver has read. */
  readonly isJson: readonly boolean[];
  readonly rows: Rows;
}

/** A connection that gives values as PostgreSQL writes them; numbers and booleans as such. */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types: { getTypeParser } });
  await client.connect();
  return client;
}

/** Runs a script in a transaction that is rolled back. */
export async function postgresRows(
  client: pg.Client,
  setup: string,
  script: string,
): Promise<PostgresResult> {
  await client.query('begin');
  try {
    if (setup) await client.query(setup);
    const { fields, rows } = await lastResult(client, script);
    return {
      names: fields.map(({ name }) => name),
      isJson: fields.map(({ dataTypeID }) => jsonTypes.has(dataTypeID)),
      rows,
    };
  } finally {
    await client.query('rollback');
  }
}

/** What a script's last statement gives, with rows as arrays. */
export async function lastResult(client: pg.Client, script: string) {
  const results: unknown = await client.query({ text: script, rowMode: 'array' } as never);
  const { fields = [], rows = [] } = (
    Array.isArray(results) ? results.at(-1) : results
  ) as LastResult;
  // Of a script with many statements the driver gives objects.
  return { fields, rows: rows.map((row) => (Array.isArray(row) ? row : Object.values(row))) };
}

interface LastResult {
  readonly fields?: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly rows?: readonly object[];
}

const jsonTypes = new Set([114, 3802]);
const numberTypes = new Set([20, 21, 23, 26, 700, 701, 1700]);
const elements: Readonly<Record<number, number>> = {
  1000: 16,
  1005: 21,
  1007: 23,
  1009: 25,
  1015: 25,
  1016: 20,
  1022: 701,
  1115: 1114,
  1182: 1082,
  1185: 1184,
  1231: 1700,
  2951: 2950,
};

/** Values as PostgreSQL writes them; numbers, booleans and bytes as such. */
export function scalarParser(oid: number): (text: string) => unknown {
  if (numberTypes.has(oid)) return Number;
  if (oid === 16) return (text) => text === 't';
  if (oid === 17) return (text) => Buffer.from(text.slice(2), 'hex');
  if (oid === 1184) return (text) => text.replace(/\+00$/, '');
  return (text) => text;
}

/** JSON and arrays are read, too. */
function getTypeParser(oid: number): (text: string) => unknown {
  if (jsonTypes.has(oid)) return (text) => JSON.parse(text);
  const element = elements[oid];
  if (element === undefined) return scalarParser(oid);
  const parse = getTypeParser(element);
  const read = pg.types.getTypeParser(1009 as never) as (text: string) => unknown[];
  const deep = (item: unknown): unknown =>
    Array.isArray(item) ? item.map(deep) : typeof item === 'string' ? parse(item) : item;
  return (text) => deep(read(text));
}
