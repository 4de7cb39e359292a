import { existsSync } from 'node:fs';
import type { Knex } from 'knex';
import type { EngineId } from '../../core/goal.ts';
import type { MigrationReport, MigrationStatus } from '../../migrations/report.ts';
import type { ChangeAction } from '../../migrations/request.ts';
import { expectEngine } from '../migrations/expect-engine.ts';
import { guardedRun } from '../migrations/guarded-run.ts';
import { schemaQuery } from '../migrations/take-stock.ts';
import { findNodeSqlite } from '../sqlite/node-sqlite.ts';
import { connectPostgres, connectSqlite } from './connect.ts';
import { findBackend, memoryBackend } from './find-backend.ts';
import { perform } from './perform.ts';
import type { KnexProject } from './project.ts';
import { KnexRecorder } from './recorder.ts';
import { catchUp, postgresSchemaText, withScratchDatabase } from './scratch-database.ts';
import { knexEntries } from './status.ts';

/** One run of Knex in a project. */
export interface KnexRun {
  readonly project: KnexProject;
  readonly workspace: string;
  readonly dryRun: boolean;
  /** The engine that the project has to be pointed at. */
  readonly engine?: EngineId;
  readonly keepBackups: number;
  readonly onOutput: (text: string) => void;
}

/** Reads the state; makes neither a file nor a table. */
export async function knexStatus(project: KnexProject): Promise<MigrationStatus> {
  const { file, engine } = project;
  const connected = engine === 'postgresql' || (file !== undefined && existsSync(file));
  const knex = await connect(project, connected ? file : ':memory:', undefined);
  try {
    const { entries, locked } = await knexEntries(knex, connected);
    return { tool: 'knex', toolLabel: knexLabel(project), target: project.target, entries, locked };
  } finally {
    await knex.destroy();
  }
}

/** Runs what changes the database: guarded on SQLite, as it is on PostgreSQL. */
export async function changeWithKnex(run: KnexRun, action: ChangeAction): Promise<MigrationReport> {
  const { project, dryRun } = run;
  expectEngine(project.target, run.engine);
  const recorder = new KnexRecorder(run.onOutput);
  const base = {
    tool: 'knex',
    toolLabel: knexLabel(project),
    target: project.target,
    dryRun,
  } as const;
  if (project.engine === 'postgresql' && dryRun) {
    const schema = await dryRunOnServer(project, action, recorder);
    return { ...base, ran: recorder.ran, created: [], schema };
  }
  if (dryRun && !(await findNodeSqlite())) {
    const schema = await dryRunInMemory(project, action, recorder);
    return { ...base, ran: recorder.ran, created: [], schema };
  }
  if (project.file === undefined) {
    await performOn(await connect(project, undefined, recorder), action, recorder);
    return { ...base, ran: recorder.ran, created: [] };
  }
  const { guard, schema } = await guardedRun({ ...run, file: project.file }, async (copy) => {
    await performOn(await connect(project, copy, recorder), action, recorder);
    const idle = recorder.ran.length === 0 && action.kind !== 'unlock';
    return { value: undefined, idle, ...recorder };
  });
  return { ...base, ran: recorder.ran, created: [], guard, ...(dryRun && { schema }) };
}

/** On an empty database of the same server, brought to where the real one is. */
function dryRunOnServer(project: KnexProject, action: ChangeAction, recorder: KnexRecorder) {
  return withScratchDatabase(project, async (scratch) => {
    const knex = connectPostgres(scratch);
    try {
      await catchUp(project, knex);
      const before = await postgresSchemaText(knex);
      await perform(knex, action, recorder);
      return { before, after: await postgresSchemaText(knex) };
    } finally {
      await knex.destroy();
    }
  });
}

/** Where this Node has no SQLite: without the guard, of which a dry run keeps nothing anyway. */
async function dryRunInMemory(project: KnexProject, action: ChangeAction, recorder: KnexRecorder) {
  const open = await memoryBackend(project.file);
  const knex = connectSqlite(project, project.file ?? ':memory:', { open, recorder });
  try {
    const before = await sqliteSchemaText(knex);
    await perform(knex, action, recorder);
    return { before, after: await sqliteSchemaText(knex) };
  } finally {
    await knex.destroy();
  }
}

async function sqliteSchemaText(knex: Knex): Promise<string> {
  const rows: readonly { readonly sql: string }[] = await knex.raw(schemaQuery);
  return rows.map(({ sql }) => `${sql};\n`).join('');
}

async function performOn(knex: Knex, action: ChangeAction, recorder: KnexRecorder): Promise<void> {
  try {
    await perform(knex, action, recorder);
  } finally {
    await knex.destroy();
  }
}

/** To the configured database, or to a SQLite file of our choice. */
export async function connect(
  project: KnexProject,
  file: string | undefined,
  recorder: KnexRecorder | undefined,
): Promise<Knex> {
  if (project.engine === 'postgresql') return connectPostgres(project);
  const open = await findBackend(file);
  return connectSqlite(project, file ?? ':memory:', { open, ...(recorder && { recorder }) });
}

/** The Knex that runs, with its version. */
export function knexLabel({ loaded }: KnexProject): string {
  return `Knex ${loaded.version} (${loaded.from === 'workspace' ? "the project's own" : 'bundled'})`;
}
