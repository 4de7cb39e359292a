import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import type { EngineId } from '../../core/goal.ts';
import { ancestorsOf } from '../../migrations/alembic/history.ts';
import { fillRevision } from '../../migrations/columns/alembic-column.ts';
import type { NewColumn } from '../../migrations/columns/new-column.ts';
import type { SchemaOperation } from '../../migrations/guard/asked.ts';
import type {
  MigrationEntry,
  MigrationReport,
  MigrationStatus,
  MigrationTarget,
} from '../../migrations/report.ts';
import type { ChangeAction, MigrationAction } from '../../migrations/request.ts';
import { expectEngine } from '../migrations/expect-engine.ts';
import { guardedRun } from '../migrations/guarded-run.ts';
import type { AlembicProject } from './project.ts';
import { type AlembicEvent, type AlembicStatusEvent, ranRevisions, runAlembic } from './runner.ts';
import { tryOnServer } from './try-on-server.ts';

/** One run of Alembic in a project. */
export interface AlembicRunOptions {
  readonly project: AlembicProject;
  readonly workspace: string;
  readonly dryRun: boolean;
  /** The engine that the project has to be pointed at. */
  readonly engine?: EngineId;
  readonly keepBackups: number;
}

type MakeAction = Extract<MigrationAction, { readonly kind: 'make' | 'merge' }>;

/** What env.py connects to, and how far that database is. */
export interface Look {
  readonly status: AlembicStatusEvent;
  readonly target: MigrationTarget;
  /** The SQLite file's absolute path. */
  readonly file?: string;
}

/** Asks Alembic where the database is. Makes no database where there is none. */
export async function alembicStatus(
  project: AlembicProject,
  workspace: string,
): Promise<MigrationStatus> {
  const { status, target } = await lookAt(project, workspace);
  return {
    tool: 'alembic',
    toolLabel: label(project, status),
    target,
    entries: entriesOf(status, workspace),
    locked: false,
  };
}

/** Runs what changes the database: on a guarded copy for SQLite, directly for PostgreSQL. */
export async function changeWithAlembic(
  options: AlembicRunOptions,
  action: ChangeAction,
): Promise<MigrationReport> {
  const { project, workspace, dryRun } = options;
  const { status, target, file } = await lookAt(project, workspace);
  expectEngine(target, options.engine);
  const toolLabel = label(project, status);
  const base = { tool: 'alembic', toolLabel, target, dryRun, created: [] } as const;
  const args = argumentsFor(action);
  if (file === undefined && dryRun) return { ...base, ...(await tried(options, status, action)) };
  if (file === undefined) {
    const events = await runAlembic(project.place, { command: 'run', args });
    return { ...base, ran: ranRevisions(events) };
  }
  if (status.databases > 1) throw severalDatabases(status.databases);
  const { value, guard, schema } = await guardedRun({ ...options, file }, async (copy) => {
    const redirect = { from: file, to: copy };
    const events = await runAlembic(project.place, { command: 'run', args, redirect });
    const ran = ranRevisions(events);
    return { value: ran, idle: ran.length === 0 && action.kind !== 'stamp', ...guardInput(events) };
  });
  return { ...base, ran: value, guard, ...(dryRun && { schema }) };
}

/** On a database of its own, where the server and env.py allow that; else the SQL alone. */
async function tried(
  { project: { place } }: AlembicRunOptions,
  status: AlembicStatusEvent,
  action: ChangeAction,
): Promise<Partial<MigrationReport> & Pick<MigrationReport, 'ran'>> {
  const args = argumentsFor(action);
  const result = action.kind === 'stamp' ? undefined : await tryOnServer(place, status, args);
  if (result && !('impossible' in result)) return result;
  const events = await runAlembic(place, { command: 'run', args: preview(args, status) });
  const ran = ranRevisions(events);
  if (!result) return { ran };
  const note = `The SQL is shown and was not tried on a database of its own: ${result.impossible}`;
  return { ran, notes: [note] };
}

/** Writes a revision: what the models and the database differ in, or a merge of all heads. */
export async function makeRevision(
  options: AlembicRunOptions,
  action: MakeAction,
): Promise<MigrationReport> {
  const { project, workspace } = options;
  const before = await lookAt(project, workspace);
  expectEngine(before.target, options.engine);
  const args = revisionArguments(action);
  await onCopy(options, before.file, args);
  const after = await lookAt(project, workspace);
  const known = new Set(before.status.revisions.map(({ id }) => id));
  const created = after.status.revisions
    .filter(({ id }) => !known.has(id))
    .map(({ path }) => relative(workspace, path).replaceAll('\\', '/'));
  if (action.kind === 'make' && action.column) await writeColumn(workspace, created, action.column);
  const toolLabel = label(project, after.status);
  return { tool: 'alembic', toolLabel, target: after.target, dryRun: false, ran: [], created };
}

function revisionArguments(action: MakeAction): readonly string[] {
  if (action.kind === 'merge') return ['merge', 'heads', '-m', action.name];
  const generated = action.column ? [] : ['--autogenerate'];
  return ['revision', ...generated, '-m', action.name];
}

async function writeColumn(
  workspace: string,
  created: readonly string[],
  column: NewColumn,
): Promise<void> {
  for (const path of created.map((each) => join(workspace, each))) {
    const filled = fillRevision(await readFile(path, 'utf8'), column);
    if (filled === undefined) throw noBody();
    await writeFile(path, filled);
  }
}

function noBody(): SwitchError {
  return new SwitchError(
    'program-failed',
    'The revision that script.py.mako makes has no empty upgrade and downgrade to fill.',
    'Write the column into the new revision by hand.',
  );
}

/** Autogenerate reads the database, and env.py may write to it: so it gets a copy. */
async function onCopy(
  options: AlembicRunOptions,
  file: string | undefined,
  args: readonly string[],
): Promise<void> {
  const { place } = options.project;
  if (file === undefined) {
    await runAlembic(place, { command: 'run', args });
    return;
  }
  await guardedRun({ ...options, file, dryRun: true }, async (copy) => {
    await runAlembic(place, { command: 'run', args, redirect: { from: file, to: copy } });
    return { value: undefined, idle: true, statements: [], operations: [] };
  });
}

/** Asks env.py what it connects to; makes no database. */
export async function lookAt(project: AlembicProject, workspace: string): Promise<Look> {
  const events = await runAlembic(project.place, { command: 'status', args: [] });
  const status = events.find((event) => event.kind === 'status');
  if (!status) throw noAnswer();
  const { dialect, host, database } = status.target;
  if (dialect === 'postgresql') {
    const target = { engine: dialect, label: `${host ?? 'localhost'}/${database ?? ''}` } as const;
    return { status, target };
  }
  if (dialect !== 'sqlite') throw otherDialect(dialect);
  const opened = events.findLast((event) => event.kind === 'connect');
  if (!opened) return { status, target: { engine: 'sqlite', label: ':memory:' } };
  const place = relative(workspace, opened.file).replaceAll('\\', '/');
  const near = place.startsWith('..') ? basename(opened.file) : place;
  return { status, target: { engine: 'sqlite', label: near }, file: opened.file };
}

function entriesOf(
  { revisions, current, heads }: AlembicStatusEvent,
  workspace: string,
): readonly MigrationEntry[] {
  const done = ancestorsOf(current, revisions);
  const known = new Set(revisions.map(({ id }) => id));
  const missing = current
    .filter((id) => !known.has(id))
    .map((name): MigrationEntry => ({ name, folder: '', state: 'missing' }));
  const entries = revisions.map(({ id, down, message, path }): MigrationEntry => {
    const file = relative(workspace, path).replaceAll('\\', '/');
    return {
      name: id,
      title: message,
      folder: dirname(file),
      file,
      state: done.has(id) ? 'completed' : 'pending',
      parents: down,
      ...(heads.includes(id) && { head: true }),
    };
  });
  return [...missing, ...entries];
}

function argumentsFor(action: ChangeAction): readonly string[] {
  switch (action.kind) {
    case 'up':
      return ['upgrade', action.to ?? 'heads'];
    case 'up-one':
      return ['upgrade', action.name ?? '+1'];
    case 'down':
      return ['downgrade', action.name === undefined ? '-1' : `${action.name}-1`];
    case 'rollback':
      return ['downgrade', action.scope === 'all' ? 'base' : '-1'];
    case 'stamp':
      // The revisions that the database was at may have moved away.
      return ['stamp', '--purge', action.name];
    default:
      throw new SwitchError('wrong-usage', `Alembic has no ${action.kind}.`, 'Use the knex tool.');
  }
}

/** Offline mode wants to know where to begin and to end: it does not ask the database. */
function preview(args: readonly string[], status: AlembicStatusEvent): readonly string[] {
  const [command = '', target = ''] = args;
  const [from] = status.current;
  if (command !== 'downgrade') {
    return [command, from === undefined ? target : `${from}:${target}`, '--sql'];
  }
  if (from === undefined) throw nothingToUndo();
  return [command, `${from}:${endOfDowngrade(target, from, status)}`, '--sql'];
}

/** `base`; below the current revision for `-1`, below the named one for `abc-1`. */
function endOfDowngrade(target: string, from: string, { revisions }: AlembicStatusEvent): string {
  if (target === 'base') return target;
  const last = target === '-1' ? from : target.slice(0, -'-1'.length);
  return revisions.find(({ id }) => id === last)?.down[0] ?? 'base';
}

function nothingToUndo(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'The database is at no revision, so that there is nothing to undo.',
    'Nothing needs to be done.',
  );
}

function guardInput(events: readonly AlembicEvent[]) {
  const statements = events.flatMap((event) => (event.kind === 'statement' ? event.sql : []));
  const operations = events.flatMap((event): SchemaOperation[] => {
    if (event.kind !== 'operation' || event.table === null) return [];
    const { operation, table, name } = event;
    return [{ kind: operation, table, ...(name !== null && { name }) }];
  });
  return { statements, operations };
}

function label(project: AlembicProject, { version }: AlembicStatusEvent): string {
  const { environment, interpreter } = project;
  const by = environment.runner === 'flask' ? ' of Flask-Migrate' : '';
  return `Alembic ${version}${by} (${interpreter.label})`;
}

function severalDatabases(count: number): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `env.py migrates ${count} databases in one run, and only one of them could be guarded.`,
    'Copy the files of the databases, and then run the upgrade with the command of the project.',
  );
}

function noAnswer(): SwitchError {
  return new SwitchError(
    'program-failed',
    'Alembic ran, and env.py configured no context.',
    'Look into env.py: it has to call context.configure().',
  );
}

function otherDialect(dialect: string | undefined): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `env.py connects to ${dialect ?? 'nothing'}.`,
    'Migrations run here on PostgreSQL and SQLite only; use the alembic command for it.',
  );
}
