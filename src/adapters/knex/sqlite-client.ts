import type { Knex } from 'knex';
import type { OpenBackend } from './sqlite-backend.ts';
import { type DatabaseOptions, SqliteDatabase } from './sqlite-database.ts';
import type { DriverHabits } from './sqlite-error.ts';

/** A Knex client class, as `lib/dialects/better-sqlite3` exports it. */
export type ClientClass = typeof Knex.Client;

export interface SqliteClientOptions {
  readonly open: OpenBackend;
  /** What migrations see in `knex.client.config.client`. */
  readonly clientName: string;
  readonly foreignKeys: DatabaseOptions['foreignKeys'];
  /** Told of every call on a table builder that alters a table. */
  readonly onTableCall?: (table: string, method: string, args: readonly unknown[]) => void;
  /** Told of every column that a table builder makes: its type in Knex's own words. */
  readonly onColumn?: (table: string, type: string, args: readonly unknown[]) => void;
}

/** A table builder's calls, as Knex keeps them until they are compiled. */
interface TableBuilder {
  readonly _tableName: string;
  readonly _statements: readonly {
    readonly grouping: string;
    readonly method: string;
    readonly args: readonly unknown[];
    /** Of a column. */
    readonly builder?: { readonly _type: string; readonly _args: readonly unknown[] };
  }[];
}

/** Client names that mean SQLite to Knex. */
export const sqliteClientNames: readonly string[] = ['sqlite3', 'sqlite', 'better-sqlite3'];

/**
 * Knex's own better-sqlite3 dialect on another driver: compilers, transactions and table rebuilds
 * stay those of the Knex at hand. https://knexjs.org/guide/#configuration-options
 */
export function sqliteClient(dialect: ClientClass, options: SqliteClientOptions): ClientClass {
  const habits: DriverHabits =
    options.clientName === 'better-sqlite3' ? 'better-sqlite3' : 'sqlite3';
  // better-sqlite3 is built without them, sqlite3 with them.
  const doubleQuotedStrings = habits === 'sqlite3';
  const database = { habits, foreignKeys: options.foreignKeys };

  class SqliteClient extends dialect {
    constructor(config: Knex.Config) {
      super({ ...config, client: options.clientName });
    }

    _driver() {
      return class extends SqliteDatabase {
        constructor(filename: string, { readonly = false } = {}) {
          super(options.open(filename, { readOnly: readonly, doubleQuotedStrings }), database);
        }
      };
    }

    override tableCompiler(builder: TableBuilder) {
      for (const { grouping, method, args, builder: column } of builder._statements) {
        if (grouping === 'alterTable') options.onTableCall?.(builder._tableName, method, args);
        if (column) options.onColumn?.(builder._tableName, column._type, column._args);
      }
      return super.tableCompiler(builder);
    }

    override poolDefaults() {
      return { ...super.poolDefaults(), min: 1, max: 1 };
    }
  }
  // What applications, and Knex itself, tell drivers apart by.
  Object.assign(SqliteClient.prototype, { driverName: habits });
  return SqliteClient;
}
