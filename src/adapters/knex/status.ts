import { relative } from 'node:path';
import type { Knex } from 'knex';
import type { MigrationEntry } from '../../migrations/report.ts';

/** The merged configuration that a Migrator of any version carries. */
interface MigratorConfig {
  readonly migrationSource: Knex.MigrationSource<unknown>;
  readonly loadExtensions?: readonly string[];
  readonly tableName: string;
  readonly schemaName: string | null;
}

export function migratorConfig(knex: Knex): MigratorConfig {
  return (knex.migrate as unknown as { readonly config: MigratorConfig }).config;
}

/**
 * The migrations that the project has and that the database has seen. Knex's own list makes its
 * tables where they are missing; this only reads. Without a connection all are pending.
 */
export async function knexEntries(knex: Knex, connected: boolean) {
  const config = migratorConfig(knex);
  const { migrationSource, tableName, schemaName } = config;
  const files = await migrationSource.getMigrations([...(config.loadExtensions ?? [])]);
  const done = connected ? await rowsOf(knex, tableName, schemaName) : [];
  const completed = new Map(done.map((row) => [String(row.name), row]));
  const entries = files.map((file): MigrationEntry => {
    const name = migrationSource.getMigrationName(file);
    const row = completed.get(name);
    return { name, folder: folderOf(file), state: row ? 'completed' : 'pending', ...details(row) };
  });
  const known = new Set(entries.map(({ name }) => name));
  const missing = done
    .filter((row) => !known.has(String(row.name)))
    .map((row): MigrationEntry => {
      return { name: String(row.name), folder: '', state: 'missing', ...details(row) };
    });
  const locks = connected ? await rowsOf(knex, `${tableName}_lock`, schemaName) : [];
  return {
    entries: [...missing, ...entries],
    locked: locks.some(({ is_locked }) => Number(is_locked) === 1),
  };
}

type MigrationRow = Readonly<Record<string, unknown>>;

async function rowsOf(
  knex: Knex,
  table: string,
  schema: string | null,
): Promise<readonly MigrationRow[]> {
  const builder = schema ? knex.schema.withSchema(schema) : knex.schema;
  if (!(await builder.hasTable(table))) return [];
  const query = knex(table);
  return schema ? query.withSchema(schema) : query;
}

/** Relative to the working directory, which is the knexfile's folder. */
function folderOf(file: unknown): string {
  const directory = (file as { readonly directory?: unknown } | null)?.directory;
  return typeof directory === 'string' ? relative('', directory).replaceAll('\\', '/') : '';
}

function details(row: MigrationRow | undefined): Pick<MigrationEntry, 'time' | 'batch'> {
  if (!row) return {};
  const time = timeOf(row.migration_time);
  const batch = Number(row.batch);
  return { ...(time && { time }), ...(Number.isInteger(batch) && { batch }) };
}

/** SQLite gives milliseconds, or the text of another driver; PostgreSQL a Date. */
function timeOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  const date = new Date(value as string | number | Date);
  return Number.isNaN(date.valueOf()) ? undefined : date.toISOString();
}
