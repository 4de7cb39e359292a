/** What the support module opens, and how it runs a statement. Types stand in `«»`. */
export const statementCode = `/** The file that a configuration of pg means; another database has a file of its own. */
function fileOf(config«: PoolConfig | string | undefined»)«: string» {
  const given = typeof config === 'string' ? { connectionString: config } : (config ?? {});
  const address = given.connectionString ?? process.env.DATABASE_URL;
  if (!address) {
    const name = given.database ?? process.env.PGDATABASE;
    return name && name !== usual.database ? join(dirname(usual.file), \`\${name}.db\`) : usual.file;
  }
  if (isServer(address)) {
    throw new Error('The database is a SQLite file now: let DATABASE_URL name it, such as ' + usual.file);
  }
  return address.replace(/^sqlite3?:(?:\\/\\/\\/?)?|^file:(?:\\/\\/)?/, '');
}

function open(file«: string»)«: Database.Database» {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  for (const pragma of pragmas) database.pragma(pragma);
  return database;
}

/** SQLite has one writer at a time; within this process they wait for each other here. */
class Turns {
  #last«: Promise<void>» = Promise.resolve();

  /** Waits for its turn, and gives what ends it. */
  async take()«: Promise<() => void>» {
    const before = this.#last;
    let end = () => {};
    const own = new Promise«<void>»((resolve) => {
      end = resolve;
    });
    this.#last = before.then(() => own);
    let timer«: NodeJS.Timeout | undefined»;
    const late = new Promise«<never>»((_, reject) => {
      const message = 'Another client of this process holds a transaction: commit it before others write';
      timer = setTimeout(() => reject(new DatabaseError(message, '55P03')), patience);
    });
    try {
      await Promise.race([before, late]);
      return end;
    } catch (error) {
      end();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

const turnsOf = new Map«<string, Turns>»();

function runOn(database«: Database.Database», query«: QueryConfig»)«: QueryResult» {
  const sql = inSqlite(query.text);
  const command = /^\\s*(\\w+)/.exec(sql)?.[1]?.toUpperCase() ?? '';
  const empty = nothing(command);
  if (isNothing(sql)) return empty;
  const statement = prepared(database, sql, query.values);
  if (!statement) {
    database.exec(sql);
    return empty;
  }
  const values = Object.fromEntries((query.values ?? []).map((value, at) => [at + 1, toFile(value)]));
  if (!statement.reader) {
    const { changes } = statement.run(values);
    return { ...empty, rowCount: /^(?:INSERT|UPDATE|DELETE|REPLACE|WITH)$/.test(command) ? changes : null };
  }
  const columns = statement.columns();
  const fields = columns.map(({ name, column }) => ({ name: column ? name : nameOf(name) }));
  const found = statement.raw(true).all(values)« as unknown[][]»;
  const rows = found.map((row) => {
    const all = columns.map((column, at) => fromFile(column, row[at]));
    if (query.rowMode === 'array') return all;
    return Object.fromEntries(fields.map(({ name }, at) => [name, all[at]]));
  });
  return { ...empty, rowCount: rows.length, fields, rows };
}

function nothing(command«: string»)«: QueryResult» {
  return { command, rowCount: null, oid: 0, fields: [], rows: [] };
}

/** \`undefined\` for several statements, which run without values. */
function prepared(database«: Database.Database», sql«: string», values«?: unknown[]») {
  try {
    return database.prepare(sql);
  } catch (error) {
    const isScript = error instanceof RangeError && /more than one/.test(error.message);
    if (!isScript || (values && values.length > 0)) throw error;
    return undefined;
  }
}

/** Nothing but comments, and levels of isolation: SQLite's transactions have the highest. */
function isNothing(sql«: string»)«: boolean» {
  const bare = sql.replace(/--[^\\n]*|\\/\\*[^]*?\\*\\//g, '').trim();
  return bare === '' || /^set\\s+(?:session\\s+characteristics|(?:local\\s+)?transaction)\\b/i.test(bare);
}

function queryOf(query«: QueryConfig | string», values«?: unknown[]»)«: QueryConfig» {
  if (typeof query === 'string') return { text: query, ...(values && { values }) };
  const { text, rowMode } = query;
  if (typeof text !== 'string') throw new TypeError('SQLite has no cursors and no streams: give the query as text');
  return { text, values: values ?? query.values ?? [], ...(rowMode && { rowMode }) };
}
`;

/** The support module's clients and its pool. */
export const clientCode = `class FileClient extends EventEmitter {
  #file«: string»;
  #database«: Database.Database | undefined»;
  #queue«: Promise<unknown>» = Promise.resolve();
  #endTurn«: (() => void) | undefined»;
  #hasFailed = false;
  release«: (error?: Error | boolean) => void» = () => {};

  constructor(config«?: PoolConfig | string») {
    super();
    this.#file = fileOf(config);
  }

  connect(done«?: (error?: Error) => void») {
    return answered(async () => {
      this.#database ??= open(this.#file);
      return this;
    }, done);
  }

  /** Runs a statement behind those that this client was given before. */
  query«<R = any, I = any[]>»(query«: QueryConfig | string», values«?: I | Loose», done«?: Loose»)«: Promise<QueryResult<R>>» {
    const [given, callback] = typeof values === 'function' ? [undefined, values] : [values, done];
    return answered(() => {
      const result = this.#queue.then(() => this.run(queryOf(query, given)));
      this.#queue = result.catch(() => {});
      return result;
    }, callback)« as Promise<QueryResult<R>>»;
  }

  async run(query«: QueryConfig»)«: Promise<QueryResult>» {
    const database = (this.#database ??= open(this.#file));
    try {
      if (/^\\s*(?:begin|start\\s+transaction)\\b/i.test(query.text)) return await this.#begin(database);
      if (!database.inTransaction) return await this.#alone(database, query);
      return this.#within(database, query);
    } catch (error) {
      throw error instanceof DatabaseError ? error : failure(error);
    }
  }

  async end(done«?: (error?: Error) => void») {
    return answered(async () => {
      this.undo();
      this.#database?.close();
      this.#database = undefined;
    }, done);
  }

  /** Takes an open transaction back. */
  undo() {
    if (this.#database?.inTransaction) this.#database.exec('ROLLBACK');
    this.#finish();
  }

  async #begin(database«: Database.Database»)«: Promise<QueryResult>» {
    if (!database.inTransaction) {
      const end = await this.#turns().take();
      try {
        database.exec('BEGIN IMMEDIATE');
      } catch (error) {
        end();
        throw error;
      }
      this.#endTurn = end;
      this.#hasFailed = false;
    }
    return nothing('BEGIN');
  }

  /** A statement outside of a transaction: one that writes waits for its turn. */
  async #alone(database«: Database.Database», query«: QueryConfig») {
    if (/^\\s*(?:commit|end|rollback|abort)\\b/i.test(query.text)) {
      return nothing('ROLLBACK');
    }
    const reads = isNothing(query.text) || prepared(database, inSqlite(query.text), query.values)?.readonly;
    if (reads) return runOn(database, query);
    const end = await this.#turns().take();
    try {
      return runOn(database, query);
    } finally {
      end();
    }
  }

  /** As with PostgreSQL, an error undoes the transaction, unless a savepoint is gone back to. */
  #within(database«: Database.Database», query«: QueryConfig») {
    const toSavepoint = /^\\s*rollback\\b[^;]*\\bto\\b/i.test(query.text);
    const commits = /^\\s*(?:commit|end)\\b/i.test(query.text);
    const ends = commits || (!toSavepoint && /^\\s*(?:rollback|abort)\\b/i.test(query.text));
    if (this.#hasFailed && !ends && !toSavepoint) {
      const message = 'current transaction is aborted, commands ignored until end of transaction block';
      throw new DatabaseError(message, '25P02');
    }
    try {
      if (!ends) return runOn(database, query);
      return runOn(database, { ...query, text: commits && !this.#hasFailed ? 'COMMIT' : 'ROLLBACK' });
    } catch (error) {
      this.#hasFailed = true;
      if (commits) this.undo();
      throw error;
    } finally {
      if (toSavepoint) this.#hasFailed = false;
      if (!database.inTransaction) this.#finish();
    }
  }

  #finish() {
    this.#endTurn?.();
    this.#endTurn = undefined;
    this.#hasFailed = false;
  }

  #turns()«: Turns» {
    const turns = turnsOf.get(this.#file) ?? new Turns();
    turnsOf.set(this.#file, turns);
    return turns;
  }
}

class FilePool extends EventEmitter {
  #config«: PoolConfig | string | undefined»;
  #own«: FileClient | undefined»;
  #idle«: FileClient[]» = [];
  totalCount = 0;
  waitingCount = 0;
  ended = false;

  constructor(config«?: PoolConfig | string») {
    super();
    this.#config = config;
  }

  get idleCount() {
    return this.#idle.length;
  }

  query«<R = any, I = any[]>»(query«: QueryConfig | string», values«?: I | Loose», done«?: Loose»)«: Promise<QueryResult<R>>» {
    const [given, callback] = typeof values === 'function' ? [undefined, values] : [values, done];
    return answered(async () => {
      this.#own ??= await this.#made();
      return this.#own.run(queryOf(query, given));
    }, callback)« as Promise<QueryResult<R>>»;
  }

  /** A client of its own for a transaction. */
  connect(done«?: (error: Error | undefined, client?: FileClient, release?: FileClient['release']) => void»)«: Promise<FileClient>» {
    const client = this.#taken();
    if (!done) return client;
    client.then((taken) => done(undefined, taken, taken.release), (error) => done(error));
    return client;
  }

  async end(done«?: (error?: Error) => void») {
    return answered(async () => {
      this.ended = true;
      const clients = [...this.#idle.splice(0), ...(this.#own ? [this.#own] : [])];
      this.#own = undefined;
      for (const client of clients) await client.end();
    }, done);
  }

  async #taken()«: Promise<FileClient>» {
    const client = this.#idle.pop() ?? (await this.#made());
    client.release = (error) => {
      client.release = () => {
        throw new Error('Release called on client which has already been released to the pool.');
      };
      client.undo();
      if (!error && !this.ended) this.#idle.push(client);
      else void client.end();
      this.emit('release', error, client);
    };
    this.emit('acquire', client);
    return client;
  }

  async #made()«: Promise<FileClient>» {
    if (this.ended) throw new Error('Cannot use a pool after calling end on the pool');
    const client = new FileClient(this.#config);
    await client.connect();
    this.totalCount += 1;
    this.emit('connect', client);
    return client;
  }
}

/** Promise or callback, as pg answers both. */
function answered«<T>»(work«: () => Promise<T>», done«?: (error?: Loose, result?: T) => void»)«: Promise<T>» {
  const result = new Promise«<T>»((resolve) => resolve(work()));
  if (done) result.then((value) => done(undefined, value), (error) => done(error));
  return result;
}
`;
