import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import type pg from 'pg';
import type { Catalog } from '../../catalog/model.ts';
import { readPostgresqlCatalog } from '../../catalog/postgresql/read.ts';
import { SwitchError } from '../../core/errors.ts';
import type {
  Database,
  DatabaseState,
  ExportRequest,
  ResultSet,
  ScriptResult,
  SelectOptions,
  Statement,
} from '../../data/database.ts';
import { exportWriter } from '../../data/export/index.ts';
import { cutCell, type Value } from '../../data/value.ts';
import { parameterOf, valueOfText } from './cell.ts';
import { connectReadOnly } from './connect.ts';

/** Rows that are fetched at once while exporting. */
const fetchRows = 2000;

/** A PostgreSQL database, for reading only. Connects when it is first asked. */
export class PostgresqlDatabase implements Database {
  readonly engine = 'postgresql';
  readonly #url: string;
  #client: Promise<pg.Client> | undefined;

  /** The URL may hold the password; it is kept in memory only. */
  constructor(url: string) {
    this.#url = url;
  }

  async state(): Promise<DatabaseState> {
    try {
      await this.#connected();
      return { readOnly: true };
    } catch (error) {
      if (!(error instanceof SwitchError)) throw error;
      return { readOnly: true, problem: { kind: 'unavailable', message: error.message } };
    }
  }

  async catalog(): Promise<Catalog> {
    const client = await this.#connected();
    return readPostgresqlCatalog(async (sql, parameters = []) => {
      const result = await asked(client.query(sql, [...parameters]));
      return result.rows.map((row) => withBooleans(row, result.fields));
    });
  }

  async select(statement: Statement, options: SelectOptions, signal?: AbortSignal) {
    signal?.throwIfAborted();
    return selectRows(await this.#connected(), statement, options);
  }

  async run(
    statements: readonly Statement[],
    options: SelectOptions,
    signal?: AbortSignal,
  ): Promise<ScriptResult> {
    return this.#alone(signal, (client) => runAll(client, statements, options));
  }

  async write(): Promise<never> {
    throw new SwitchError(
      'wrong-usage',
      'PostgreSQL is shown for reading only.',
      'Change the data with your application or with psql.',
    );
  }

  async export(
    request: ExportRequest,
    onProgress: (rows: number) => void,
    signal?: AbortSignal,
  ): Promise<number> {
    const partial = `${request.file}.partial`;
    const file = await open(partial, 'w');
    try {
      const count = await this.#alone(signal, (client) =>
        writeAll(client, request, file, onProgress),
      );
      await file.close();
      await rename(partial, request.file);
      return count;
    } catch (error) {
      await file.close();
      await rm(partial, { force: true });
      throw error;
    }
  }

  /** A server does not tell of commits: the view is refreshed by hand. */
  onDidChange(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.end();
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= connectReadOnly(this.#url).then((client) => {
      client.on('end', () => {
        this.#client = undefined;
      });
      return client;
    });
    this.#client.catch(() => {
      this.#client = undefined;
    });
    return this.#client;
  }

  /** On a connection of its own; the signal ends the statement on the server too. */
  async #alone<T>(signal: AbortSignal | undefined, work: (client: pg.Client) => Promise<T>) {
    signal?.throwIfAborted();
    const client = await connectReadOnly(this.#url);
    const cancel = () => void this.#cancel(client);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const value = await work(client);
      signal?.throwIfAborted();
      return value;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      await client.end();
    }
  }

  async #cancel(client: pg.Client): Promise<void> {
    const other = await this.#connected();
    const { rows } = await other.query('SELECT pg_cancel_backend($1)', [processIdOf(client)]);
    if (rows.length === 0) client.end();
  }
}

/** The server's process; pg has it and its types do not say so. */
function processIdOf(client: pg.Client): number {
  return 'processID' in client ? Number(client.processID) : 0;
}

/** One after the other, to the first that is refused. */
async function runAll(
  client: pg.Client,
  statements: readonly Statement[],
  options: SelectOptions,
): Promise<ScriptResult> {
  const sets: ResultSet[] = [];
  for (const statement of statements) {
    try {
      sets.push(await selectRows(client, statement, options));
    } catch (error) {
      if (!(error instanceof SwitchError)) throw error;
      return { sets, failure: { message: error.message, wouldWrite: false } };
    }
  }
  return { sets };
}

/** The rows through a cursor, so that no more are sent than are shown; EXPLAIN and SHOW have none. */
async function selectRows(
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
    await client.query('ROLLBACK');
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

type TextRow = (string | null)[];

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

function fetchNext(client: pg.Client, count: number): Promise<pg.QueryArrayResult<TextRow>> {
  return client.query<TextRow>({ text: `FETCH ${count} FROM reading`, rowMode: 'array' });
}

async function writeAll(
  client: pg.Client,
  request: ExportRequest,
  file: FileHandle,
  onProgress: (rows: number) => void,
): Promise<number> {
  const values = Object.values(request.parameters).map(parameterOf);
  await asked(client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'));
  await asked(client.query(`DECLARE reading NO SCROLL CURSOR FOR ${request.sql}`, values));
  let batch = await asked(fetchNext(client, fetchRows));
  const { fields } = batch;
  const columns = fields.map(({ name }) => ({ name }));
  const writer = exportWriter(request.format, { columns, table: request.table });
  await file.write(writer.head());
  let count = 0;
  for (; batch.rows.length > 0; batch = await asked(fetchNext(client, fetchRows))) {
    const rows = batch.rows.map((row): readonly Value[] =>
      row.map((text, at) => valueOfText(text, fields[at]?.dataTypeID ?? 0)),
    );
    await file.write(rows.map((row, at) => writer.row(row, count + at)).join(''));
    count += rows.length;
    onProgress(count);
  }
  await file.write(writer.tail(count));
  return count;
}

/** What the server refuses becomes the one error that is shown. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const nextStep = 'Correct the statement and run it again.';
    throw new SwitchError('database-error', message, nextStep, error);
  }
}

/** The catalogue's reader wants truth values; texts are what this connection gives. */
function withBooleans(row: Record<string, unknown>, fields: readonly pg.FieldDef[]) {
  const booleans = fields.filter(({ dataTypeID }) => dataTypeID === 16);
  return { ...row, ...Object.fromEntries(booleans.map(({ name }) => [name, row[name] === 't'])) };
}
