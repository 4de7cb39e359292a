import { dirname, relative, resolve } from 'node:path';
import type { Knex } from 'knex';
import { SwitchError } from '../../core/errors.ts';
import type { EngineId } from '../../core/goal.ts';
import type { MigrationTarget } from '../../migrations/report.ts';
import { findKnexfile, readKnexfile } from './knexfile.ts';
import { type LoadedKnex, loadKnex } from './load-knex.ts';
import { sqliteClientNames } from './sqlite-client.ts';

const postgresClientNames: readonly string[] = ['pg', 'postgres', 'postgresql'];

/** A project that uses Knex, with its configuration read. */
export interface KnexProject {
  readonly loaded: LoadedKnex;
  readonly config: Knex.Config;
  /** The knexfile's absolute path. */
  readonly knexfile: string;
  /** The knexfile's folder: Knex's working directory. */
  readonly folder: string;
  readonly engine: EngineId;
  /** The database's absolute path, for SQLite on a file. */
  readonly file?: string;
  readonly target: MigrationTarget;
}

export interface KnexPlace {
  /** The workspace's absolute path. */
  readonly workspace: string;
  /** Where to look for the knexfile, absolute. */
  readonly folder: string;
  readonly environment: string;
}

/** Finds and reads the knexfile; changes the working directory to its folder, as Knex does. */
export async function openKnexProject(place: KnexPlace): Promise<KnexProject> {
  const knexfile = findKnexfile(place.folder, place.workspace);
  if (!knexfile) {
    throw new SwitchError(
      'wrong-usage',
      'There is no knexfile in this folder or above it.',
      'Name the folder that holds knexfile.js, .cjs, .mjs or .ts.',
    );
  }
  const folder = dirname(knexfile);
  process.chdir(folder);
  const read = await readKnexfile(knexfile, place.environment);
  const connection = await connectionOf(read);
  const engine = engineOf(read);
  const loaded = loadKnex(folder);
  const config = { ...read, connection };
  const base = { loaded, config, knexfile, folder, engine };
  if (engine === 'postgresql') {
    const target = { engine, label: serverLabel(connection) };
    return { ...base, target };
  }
  const filename = sqliteFilename(connection);
  if (filename === ':memory:') {
    return { ...base, target: { engine, label: filename } };
  }
  const file = resolve(folder, filename);
  const label = relative(place.workspace, file).replaceAll('\\', '/');
  return { ...base, file, target: { engine, label } };
}

function engineOf({ client, dialect }: Knex.Config & { readonly dialect?: string }): EngineId {
  const name = client ?? dialect;
  if (typeof name === 'string' && sqliteClientNames.includes(name)) return 'sqlite';
  if (typeof name === 'string' && postgresClientNames.includes(name)) return 'postgresql';
  throw new SwitchError(
    'wrong-usage',
    `The knexfile's client is ${typeof name === 'string' ? `"${name}"` : 'a class of its own'}.`,
    'Migrations run here on PostgreSQL and SQLite only; use the knex command for it.',
  );
}

async function connectionOf({ connection }: Knex.Config): Promise<Knex.StaticConnectionConfig> {
  const value = typeof connection === 'function' ? await connection() : connection;
  return (value ?? {}) as Knex.StaticConnectionConfig;
}

/** Knex opens a temporary database for anything but a filename: everything would be lost. */
function sqliteFilename(connection: unknown): string {
  const filename =
    typeof connection === 'string'
      ? connection
      : (connection as { readonly filename?: unknown }).filename;
  if (typeof filename === 'string' && filename !== '' && !filename.includes('://')) {
    return filename.replace(/^file:/, '');
  }
  throw new SwitchError(
    'wrong-usage',
    'The knexfile gives SQLite no file name, so Knex would write to a temporary database.',
    'Set connection: { filename: "./app.db" } in the knexfile.',
  );
}

function serverLabel(connection: unknown): string {
  const settings = typeof connection === 'string' ? { connectionString: connection } : connection;
  const { connectionString, host, port, database } = (settings ?? {}) as Record<string, unknown>;
  if (typeof connectionString === 'string' && URL.canParse(connectionString)) {
    const url = new URL(connectionString);
    return `${url.host}${url.pathname}`;
  }
  return `${host ?? 'localhost'}${port ? `:${port}` : ''}/${database ?? ''}`;
}
