import type { Knex } from 'knex';
import type { Catalog } from '../../catalog/model.ts';
import { readPostgresqlCatalog } from '../../catalog/postgresql/read.ts';
import type { CatalogRow } from '../../catalog/query.ts';
import { SwitchError } from '../../core/errors.ts';
import { catalogText } from '../../migrations/catalog-text.ts';
import { connectPostgres } from './connect.ts';
import type { KnexProject } from './project.ts';
import { knexEntries } from './status.ts';

/**
 * Gives work an empty database of its own on the project's server, and removes it afterwards. A
 * schema would not do: a migration that names `public` would change the real tables. Throws
 * `database-unavailable` where the role may not make one.
 */
export async function withScratchDatabase<T>(
  project: KnexProject,
  work: (scratch: KnexProject) => Promise<T>,
): Promise<T> {
  const name = `engine_switch_dry_run_${process.pid}`;
  const server = connectPostgres(project);
  try {
    await server.raw('CREATE DATABASE ??', [name]).catch((cause: unknown) => {
      throw notAllowed(cause);
    });
    try {
      return await work({ ...project, config: withDatabase(project.config, name) });
    } finally {
      await server.raw('DROP DATABASE ??', [name]);
    }
  } finally {
    await server.destroy();
  }
}

/** Brings the scratch database to where the real one is: the same migrations, the same batches. */
export async function catchUp(real: KnexProject, scratch: Knex): Promise<void> {
  const knex = connectPostgres(real);
  try {
    const { entries } = await knexEntries(knex, true);
    const done = entries.filter(({ state }) => state === 'completed');
    for (const { name } of done) await scratch.migrate.up({ name });
    const { tableName, schemaName } = real.config.migrations ?? {};
    for (const { name, batch } of done) {
      const table = scratch(tableName ?? 'knex_migrations');
      await (schemaName ? table.withSchema(schemaName) : table).where({ name }).update({ batch });
    }
  } finally {
    await knex.destroy();
  }
}

export async function postgresSchemaText(knex: Knex): Promise<string> {
  return catalogText(await postgresCatalog(knex));
}

/** The catalogue of the database that a connection is open to. */
export async function postgresCatalog(knex: Knex): Promise<Catalog> {
  return readPostgresqlCatalog(async (sql, parameters = []) => {
    // Knex writes its own placeholders as `?`, and these statements have PostgreSQL's.
    const client = await knex.client.acquireConnection();
    try {
      return (await client.query(sql, [...parameters])).rows as CatalogRow[];
    } finally {
      await knex.client.releaseConnection(client);
    }
  });
}

function withDatabase(config: Knex.Config, database: string): Knex.Config {
  const { connection } = config;
  if (typeof connection === 'string')
    return { ...config, connection: renamed(connection, database) };
  const settings = { ...(connection as object), database } as Knex.PgConnectionConfig;
  const url = settings.connectionString;
  return {
    ...config,
    connection: url ? { ...settings, connectionString: renamed(url, database) } : settings,
  };
}

function renamed(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function notAllowed(cause: unknown): SwitchError {
  return new SwitchError(
    'database-unavailable',
    'Trying migrations needs a database of its own on the server, and none could be made.',
    'Allow the role to make one: ALTER ROLE ... CREATEDB. Running migrations needs none.',
    cause,
  );
}
