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
import { asked } from './asked.ts';
import { connectReadOnly } from './connect.ts';
import { exportRows } from './export-rows.ts';
import { selectRows } from './select-rows.ts';

/** A PostgreSQL database, for reading only. Connects when it is first asked. */
export class PostgresqlDatabase implements Database {
  readonly engine = 'postgresql';
  readonly #url: string;
  #client: Promise<pg.Client> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

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
    return this.#inTurn((client) =>
      readPostgresqlCatalog(async (sql, parameters = []) => {
        const result = await asked(client.query(sql, [...parameters]));
        return result.rows.map((row) => withBooleans(row, result.fields));
      }),
    );
  }

  async select(statement: Statement, options: SelectOptions, signal?: AbortSignal) {
    return this.#inTurn((client) => {
      signal?.throwIfAborted();
      return selectRows(client, statement, options);
    });
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
        exportRows(client, request, file, onProgress),
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

  /** One after the other: each reads in a transaction of the one connection. */
  #inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => work(await this.#connected()));
    this.#turn = mine.catch(() => undefined);
    return mine;
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

/** The catalogue's reader wants truth values; texts are what this connection gives. */
function withBooleans(row: Record<string, unknown>, fields: readonly pg.FieldDef[]) {
  const booleans = fields.filter(({ dataTypeID }) => dataTypeID === 16);
  return { ...row, ...Object.fromEntries(booleans.map(({ name }) => [name, row[name] === 't'])) };
}
