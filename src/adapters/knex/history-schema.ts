import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Catalog } from '../../catalog/model.ts';
import type { InitialSchema } from '../../migrations/knex/initial-migration.ts';
import { guardedRun } from '../migrations/guarded-run.ts';
import { takeStock } from '../migrations/take-stock.ts';
import { loadNodeSqlite } from '../sqlite/node-sqlite.ts';
import { connectPostgres } from './connect.ts';
import { perform } from './perform.ts';
import type { KnexProject } from './project.ts';
import { KnexRecorder } from './recorder.ts';
import { connect, type KnexRun } from './run-knex.ts';
import { postgresCatalog, withScratchDatabase } from './scratch-database.ts';

/** What a history makes of an empty database. */
export interface MadeSchema extends InitialSchema {
  /** How many rows it puts into which tables. */
  readonly rows: ReadonlyMap<string, number>;
}

/** Something that changes an empty database, and tells the recorder. */
export type SchemaWork = (knex: Knex, recorder: KnexRecorder) => Promise<void>;

/** Runs the whole history of a project on an empty database of its engine; nothing of it stays. */
export function schemaOfHistory(run: KnexRun): Promise<MadeSchema> {
  return schemaMadeBy(run, (knex, recorder) => perform(knex, { kind: 'up' }, recorder));
}

/** The schema that work makes of an empty database of the project's engine. */
export function schemaMadeBy(run: KnexRun, work: SchemaWork): Promise<MadeSchema> {
  const recorder = new KnexRecorder(() => undefined);
  return run.project.engine === 'sqlite'
    ? onFile(run, (knex) => work(knex, recorder), recorder)
    : onServer(run.project, (knex) => work(knex, recorder));
}

/** Guarded, so that what Knex's table rebuilds lose is in the schema. */
async function onFile(
  run: KnexRun,
  work: (knex: Knex) => Promise<void>,
  recorder: KnexRecorder,
): Promise<MadeSchema> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-fresh-'));
  const file = join(folder, 'scratch.db');
  try {
    await guardedRun({ ...run, file, dryRun: false }, async (copy) => {
      const knex = await connect(run.project, copy, recorder);
      try {
        await work(knex);
        return { value: undefined, idle: false, ...recorder };
      } finally {
        await knex.destroy();
      }
    });
    const { DatabaseSync } = await loadNodeSqlite();
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const { catalog, rows } = await takeStock(database);
      const declared = (table: string, column: string) => recorder.columns.get(table)?.get(column);
      const own = ownTables(run.project);
      return { catalog: without(catalog, own), rows, declared, extensions: [] };
    } finally {
      database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function onServer(project: KnexProject, work: (knex: Knex) => Promise<void>): Promise<MadeSchema> {
  return withScratchDatabase(project, async (scratch) => {
    const knex = connectPostgres(scratch);
    try {
      await work(knex);
      const catalog = without(await postgresCatalog(knex), ownTables(project));
      const extensions: readonly { readonly extname: string }[] = await knex('pg_extension')
        .select('extname')
        .whereNot('extname', 'plpgsql');
      return {
        catalog,
        rows: await rowCounts(knex, catalog),
        declared: () => undefined,
        extensions: extensions.map(({ extname }) => extname),
      };
    } finally {
      await knex.destroy();
    }
  });
}

async function rowCounts(knex: Knex, { tables }: Catalog): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { schema, name } of tables) {
    const [row] = await knex(name).withSchema(schema).count({ n: '*' });
    counts.set(name, Number(row?.n));
  }
  return counts;
}

/** The tables in which Knex itself remembers what ran. */
function ownTables(project: KnexProject): readonly string[] {
  const name = project.config.migrations?.tableName ?? 'knex_migrations';
  return [name, `${name}_lock`];
}

function without(catalog: Catalog, names: readonly string[]): Catalog {
  return { ...catalog, tables: catalog.tables.filter(({ name }) => !names.includes(name)) };
}
