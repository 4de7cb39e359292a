import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import bundledPg from 'pg';
import type { KnexProject } from './project.ts';
import type { KnexRecorder } from './recorder.ts';
import type { OpenBackend } from './sqlite-backend.ts';
import { type ClientClass, sqliteClient } from './sqlite-client.ts';

export interface SqliteConnectOptions {
  readonly open: OpenBackend;
  /** Hears what is called on table builders. */
  readonly recorder?: KnexRecorder;
}

/** Connects to a SQLite file of our choice instead of the configured one. */
export function connectSqlite(
  { loaded, config }: KnexProject,
  filename: string,
  { open, recorder }: SqliteConnectOptions,
): Knex {
  const { pool, ...rest } = config;
  return loaded.knex({
    useNullAsDefault: true,
    ...rest,
    client: sqliteClient(loaded.sqliteDialect, {
      open,
      clientName: String(config.client),
      foreignKeys: 'forced-off',
      ...(recorder && {
        onTableCall: recorder.called.bind(recorder),
        onColumn: recorder.declared.bind(recorder),
      }),
    }),
    connection: { ...(config.connection as object), filename },
    pool: { ...pool, min: 1, max: 1 },
  });
}

/** Connects to the configured server, with the project's `pg` or ours. */
export function connectPostgres(project: KnexProject): Knex {
  const { loaded, config, folder } = project;
  return loaded.knex({
    ...config,
    client: postgresClient(loaded.postgresDialect, folder, String(config.client)),
  });
}

function postgresClient(dialect: ClientClass, folder: string, clientName: string): ClientClass {
  return class extends dialect {
    constructor(config: Knex.Config) {
      super({ ...config, client: clientName });
    }

    _driver() {
      const require = createRequire(pathToFileURL(join(folder, 'package.json')));
      try {
        return require('pg');
      } catch {
        return bundledPg;
      }
    }
  };
}
