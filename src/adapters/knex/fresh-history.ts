import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { Knex } from 'knex';
import { compareCatalogs } from '../../catalog/compare.ts';
import {
  type InitialMigration,
  initialMigration,
  initialMigrationFile,
} from '../../migrations/knex/initial-migration.ts';
import type { MigrationEntry, MigrationReport } from '../../migrations/report.ts';
import { loadParser } from '../../sql/parser.ts';
import { expectEngine } from '../migrations/expect-engine.ts';
import { swapHistory } from '../migrations/history-swap.ts';
import {
  noMigrations,
  otherSchema,
  outside,
  ownSource,
  refuseUnfinished,
  refuseUnwritable,
} from './fresh-refusals.ts';
import { type MadeSchema, schemaMadeBy, schemaOfHistory } from './history-schema.ts';
import { tellDatabase } from './ledger.ts';
import { makeFromTemplate } from './make-migration.ts';
import type { KnexProject } from './project.ts';
import { changeWithKnex, type KnexRun, knexLabel, knexStatus } from './run-knex.ts';

/**
 * Begins the history anew: one migration makes the schema that all of the old ones make of an empty
 * database, on either engine; the old ones move to `.engine-switch/history/<time>`, and a database
 * that has them is told that it has the new one. Throws `wrong-usage` where some are pending, and
 * `migration-refused` where one migration of Knex cannot make that schema; nothing is changed then.
 */
export async function freshKnexHistory(run: KnexRun): Promise<MigrationReport> {
  const { project, workspace, dryRun } = run;
  expectEngine(project.target, run.engine);
  const { entries } = await knexStatus(project);
  const old = filesOf(run, entries);
  const isDone = entries.some(({ state }) => state !== 'pending');
  if (isDone) refuseUnfinished(entries);
  await loadParser();
  const schema = await schemaOfHistory(run);
  refuseUnwritable(schema);
  const initial = initialMigration(schema);
  const made = await writtenOut(project, initial);
  const ran = await tryOut(run, schema, made.code, made.name);
  const record = () =>
    isDone
      ? tellDatabase(run, [{ name: made.name }])
      : changeWithKnex(fromNothing(run, made), { kind: 'up' });
  const notes = [...initial.remarks, ...rowNotes(schema)];
  const base = { tool: 'knex', toolLabel: knexLabel(project), target: project.target } as const;
  if (dryRun) return { ...base, dryRun, ran: [ran], created: [], notes };
  const target = relative(workspace, made.target).replaceAll('\\', '/');
  const config = relative(workspace, project.knexfile).replaceAll('\\', '/');
  const ledger = entries.filter(({ state }) => state !== 'pending');
  const swap = {
    tool: 'knex',
    config,
    name: made.name,
    old,
    made: { [target]: made.text },
  } as const;
  const { guard } = await swapHistory(
    workspace,
    { ...swap, ledger: ledger.map(ledgerEntry) },
    record,
  );
  return { ...base, dryRun, ran: [], created: [target], notes, ...(guard && { guard }) };
}

function ledgerEntry({ name, batch }: MigrationEntry) {
  return { name, ...(batch !== undefined && { batch }) };
}

/** The files of the old migrations, relative to the workspace. */
function filesOf({ project, workspace }: KnexRun, entries: readonly MigrationEntry[]) {
  if (project.config.migrations?.migrationSource) throw ownSource();
  if (entries.length === 0) throw noMigrations();
  const files = entries.filter(({ state }) => state !== 'missing');
  return files.map(({ folder, name }) => {
    const path = relative(workspace, resolve(project.folder, folder, name)).replaceAll('\\', '/');
    if (path.startsWith('../')) throw outside(name);
    return path;
  });
}

interface WrittenMigration {
  readonly name: string;
  /** Its absolute path once it is there. */
  readonly target: string;
  readonly text: string;
  /** The same as CommonJS, to be run from memory. */
  readonly code: string;
}

/** Named by Knex's own rules, in the form of the project's other migrations. */
async function writtenOut(
  project: KnexProject,
  initial: InitialMigration,
): Promise<WrittenMigration> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-fresh-'));
  try {
    const { path, dialect } = await makeFromTemplate(project, { name: 'initial' }, folder);
    const configured = project.config.migrations?.directory ?? './migrations';
    // The last one is that in which Knex makes migrations.
    const directory = typeof configured === 'string' ? configured : (configured.at(-1) ?? '.');
    const name = basename(path);
    return {
      name,
      target: resolve(project.folder, directory, name),
      text: initialMigrationFile(initial, dialect),
      code: initialMigrationFile(initial, 'commonjs'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function loaded(code: string): Knex.Migration {
  const exported = {} as Knex.Migration;
  runInThisContext(`(function (exports) {${code}\n})`)(exported);
  return exported;
}

/** Up and down on an empty database; the schema has to be that of the old migrations. */
async function tryOut(run: KnexRun, schema: MadeSchema, code: string, name: string) {
  const migration = loaded(code);
  let sql: readonly string[] = [];
  const made = await schemaMadeBy(run, async (knex, recorder) => {
    recorder.listen(knex);
    recorder.begin(name, 'up');
    await migration.up(knex);
    recorder.end();
    sql = [...(recorder.ran.at(-1)?.sql ?? [])];
  });
  const differences = compareCatalogs(schema.catalog, made.catalog);
  if (differences.length > 0) throw otherSchema(differences);
  const undone = await schemaMadeBy(run, async (knex) => {
    await migration.up(knex);
    await migration.down?.(knex);
  });
  if (undone.catalog.tables.length > 0)
    throw otherSchema(compareCatalogs({ ...made.catalog, tables: [], views: [] }, undone.catalog));
  return { name, direction: 'up', sql } as const;
}

/** The project with the new migration alone, which is not among its files yet. */
function fromNothing(run: KnexRun, { name, code }: WrittenMigration): KnexRun {
  const { project } = run;
  const { tableName, schemaName } = project.config.migrations ?? {};
  const migrations = {
    ...(tableName !== undefined && { tableName }),
    ...(schemaName !== undefined && { schemaName }),
    migrationSource: {
      getMigrations: async () => [name],
      getMigrationName: () => name,
      getMigration: async () => loaded(code),
    },
  };
  return { ...run, project: { ...project, config: { ...project.config, migrations } } };
}

function rowNotes({ rows, catalog }: MadeSchema): readonly string[] {
  return catalog.tables.flatMap(({ name }) => {
    const count = rows.get(name) ?? 0;
    return count === 0
      ? []
      : [
          `${count} rows of ${name}, which the old migrations insert, are not in the new one: make a seed of them.`,
        ];
  });
}
