import { rebuildRenameTarget } from '../../migrations/guard/asked.ts';
import { significantTokens } from '../../sql/sqlite-tokens.ts';
import type { BackendStatement, SqliteBackend, SqliteRow, SqliteValue } from './sqlite-backend.ts';
import { type DriverHabits, withHabits } from './sqlite-error.ts';

type Callback = (error: unknown, result?: unknown) => void;

/** A row as applications get it: numbers unless asked for `bigint`, blobs as `Buffer`. */
type Row = Record<string, null | number | bigint | string | Buffer>;

/** What a database is opened for. */
export interface DatabaseOptions {
  readonly habits: DriverHabits;
  /** `forced-off`: PRAGMA foreign_keys = ON is ignored, because a table rebuild would cascade. */
  readonly foreignKeys: 'as-asked' | 'forced-off';
}

/**
 * A connection with the interface that Knex's better-sqlite3 dialect and `pool.afterCreate` hooks
 * use: better-sqlite3's, and sqlite3's callbacks on `run`, `all`, `get` and `exec`.
 */
export class SqliteDatabase {
  readonly #backend: SqliteBackend;
  readonly #options: DatabaseOptions;
  #safeIntegers = false;
  open = true;

  constructor(backend: SqliteBackend, options: DatabaseOptions) {
    this.#backend = backend;
    this.#options = options;
  }

  get inTransaction(): boolean {
    return this.#backend.inTransaction;
  }

  defaultSafeIntegers(on = true): this {
    this.#safeIntegers = on;
    return this;
  }

  prepare(sql: string): SqliteStatement {
    return this.#guard(() => {
      const text = this.#allowed(sql) ? sql : 'SELECT 1 WHERE 0';
      const statement = this.#backend.prepare(text);
      const usable = rebuildRenameTarget(sql) ? this.#withoutViewCheck(statement) : statement;
      return new SqliteStatement(usable, this.#options, this.#safeIntegers);
    });
  }

  /**
   * The rename at the end of a table rebuild: while the table is away, a view of it is broken, and
   * RENAME refuses that unless it is told not to look.
   * https://sqlite.org/pragma.html#pragma_legacy_alter_table
   */
  #withoutViewCheck(statement: BackendStatement): BackendStatement {
    return {
      reader: statement.reader,
      all: (bindings) => statement.all(bindings),
      run: (bindings) => {
        this.#backend.exec('PRAGMA legacy_alter_table = ON');
        try {
          return statement.run(bindings);
        } finally {
          this.#backend.exec('PRAGMA legacy_alter_table = OFF');
        }
      },
    };
  }

  exec(sql: string, callback?: Callback): this {
    this.#answer(callback, () => {
      if (this.#allowed(sql)) this.#backend.exec(sql);
    });
    return this;
  }

  run(sql: string, ...rest: unknown[]): this {
    const { bindings, callback } = sqlite3Arguments(rest);
    this.#answer(callback, () => this.#either(sql, bindings));
    return this;
  }

  all(sql: string, ...rest: unknown[]): this {
    const { bindings, callback } = sqlite3Arguments(rest);
    this.#answer(callback, () => this.#either(sql, bindings));
    return this;
  }

  get(sql: string, ...rest: unknown[]): this {
    const { bindings, callback } = sqlite3Arguments(rest);
    this.#answer(callback, () => {
      const result = this.#either(sql, bindings);
      return Array.isArray(result) ? result[0] : result;
    });
    return this;
  }

  /** better-sqlite3's: rows, or with `simple` the first row's first value. */
  pragma(text: string, options: { readonly simple?: boolean } = {}): unknown {
    const result = this.#either(`PRAGMA ${text}`, []);
    const rows = Array.isArray(result) ? result : [];
    return options.simple ? Object.values(rows[0] ?? {})[0] : rows;
  }

  close(callback?: Callback): void {
    this.open = false;
    this.#answer(callback, () => this.#backend.close());
  }

  #either(sql: string, bindings: readonly unknown[]): unknown {
    const statement = this.prepare(sql);
    return statement.reader ? statement.all(bindings) : statement.run(bindings);
  }

  #allowed(sql: string): boolean {
    if (this.#options.foreignKeys === 'as-asked') return true;
    const [pragma, ...rest] = significantTokens(sql).map(({ text }) => text.toLowerCase());
    const name = rest[1] === '.' ? 2 : 0;
    const sets = rest[name + 1] === '=' || rest[name + 1] === '(';
    return !(pragma === 'pragma' && rest[name] === 'foreign_keys' && sets);
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw withHabits(error, this.#options.habits);
    }
  }

  #answer(callback: Callback | undefined, work: () => unknown): void {
    if (!callback) {
      this.#guard(work);
      return;
    }
    let result: unknown;
    try {
      result = this.#guard(work);
    } catch (error) {
      queueMicrotask(() => callback(error));
      return;
    }
    queueMicrotask(() => callback(null, result));
  }
}

/** One prepared statement, as better-sqlite3 has it. */
export class SqliteStatement {
  readonly #statement: BackendStatement;
  readonly #options: DatabaseOptions;
  #safeIntegers: boolean;

  constructor(statement: BackendStatement, options: DatabaseOptions, safeIntegers: boolean) {
    this.#statement = statement;
    this.#options = options;
    this.#safeIntegers = safeIntegers;
  }

  get reader(): boolean {
    return this.#statement.reader;
  }

  safeIntegers(on = true): this {
    this.#safeIntegers = on;
    return this;
  }

  all(bindings: readonly unknown[] = []): Row[] {
    return this.#guard(() =>
      this.#statement.all(bindings.map(bindable)).map((row) => this.#row(row)),
    );
  }

  run(bindings: readonly unknown[] = []) {
    return this.#guard(() => {
      const { changes, lastInsertRowid } = this.#statement.run(bindings.map(bindable));
      return { changes, lastInsertRowid: this.#integer(lastInsertRowid) };
    });
  }

  #row(row: SqliteRow): Row {
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        if (typeof value === 'bigint') return [name, this.#integer(value)];
        if (value instanceof Uint8Array) return [name, Buffer.from(value)];
        return [name, value];
      }),
    );
  }

  #integer(value: bigint): number | bigint {
    return this.#safeIntegers ? value : Number(value);
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw withHabits(error, this.#options.habits);
    }
  }
}

/** Dates are stored as milliseconds and booleans as 0 and 1, as Knex's users of SQLite have them. */
function bindable(value: unknown): SqliteValue {
  if (value === undefined) return null;
  if (value instanceof Date) return value.valueOf();
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return value as SqliteValue;
}

function sqlite3Arguments(rest: readonly unknown[]) {
  const last = rest.at(-1);
  const callback = typeof last === 'function' ? (last as Callback) : undefined;
  const values = callback ? rest.slice(0, -1) : rest;
  return { bindings: Array.isArray(values[0]) ? values[0] : values, callback };
}
