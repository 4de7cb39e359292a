import type { EngineId } from '../../core/goal.ts';
import type { Task } from '../../core/plan.ts';
import { alembicEnvironments } from '../../formats/alembic-environments.ts';
import { joinPath } from '../facts/paths.ts';
import { baseName, folderOf, oncePer, type Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import type { Finding, ProposedTask, SwitchContext } from '../recipe.ts';
import { engineOfRevision, revisionsOf } from './revisions.ts';

/** A history of a project with the command that runs it. */
export interface MigrationCommand {
  /** The file that configures it. */
  readonly config: string;
  /** Where the command is run. */
  readonly folder: string;
  /** Where the revisions lie. */
  readonly versions: string;
  /** `-m alembic`, or `-m flask db`: subcommands follow. */
  readonly args: readonly string[];
}

/** The histories of a project: Alembic's own set-ups, then those of Flask-Migrate. */
const migrationCommands: (project: Project) => readonly MigrationCommand[] = oncePer(
  (project: Project) => [
    ...alembicEnvironments(project).map(({ config, folder, versions }): MigrationCommand => {
      const name = baseName(config);
      const isUsual = name === 'alembic.ini' || name === 'pyproject.toml';
      const args = isUsual ? ['-m', 'alembic'] : ['-m', 'alembic', '-c', name];
      return { config, folder, versions: versions[0] ?? folder, args };
    }),
    ...flaskHistories(project),
  ],
);

/** @see https://flask-migrate.readthedocs.io/ */
function flaskHistories(project: Project): readonly MigrationCommand[] {
  const environments = pythonFilesWith(project, /\bcurrent_app\b/).filter(
    ({ path }) => baseName(path) === 'env.py',
  );
  return environments.map(({ path }) => {
    const scripts = folderOf(path);
    return {
      config: path,
      folder: folderOf(scripts),
      versions: `${scripts}/versions`,
      args: ['-m', 'flask', 'db'],
    };
  });
}

/** The revisions of a history: those that lie in its folder. */
export function revisionsIn(project: Project, { versions }: MigrationCommand) {
  return revisionsOf(project).filter(({ file }) => folderOf(file.path) === versions);
}

/** The engine that a history was written for, if a revision says so. */
function engineOfHistory(project: Project, command: MigrationCommand): EngineId | undefined {
  const engines = revisionsIn(project, command).flatMap(({ file }) => engineOfRevision(file) ?? []);
  return engines[0]?.id;
}

/** A history as a finding of its recipes. */
export interface HistoryFinding extends Finding {
  readonly command: MigrationCommand;
}

/** The histories of a project, each at the file that configures it. */
export function historyFindings(project: Project): readonly HistoryFinding[] {
  return migrationCommands(project).map((command) => {
    const engine = engineOfHistory(project, command);
    return {
      path: command.config,
      span: { start: 0, end: 0 },
      ...(engine && { engine }),
      label: `history in ${command.versions}`,
      command,
    };
  });
}

/** Runs the history to its newest revision. */
export function upgradeTask(
  { folder, args }: MigrationCommand,
  { goal, target }: SwitchContext,
): ProposedTask {
  return {
    title: 'Run the migrations',
    why: `The database on ${target.label} has no tables yet.`,
    task: {
      kind: 'migrate',
      tool: 'python',
      args: [...args, 'upgrade', 'head'],
      cwd: folder,
      writes: databaseFiles(folder, goal.database.file),
      undo: 'The database file that it makes is removed.',
    },
  };
}

/** Makes a first revision of what the models say. */
export function firstRevisionTask(
  { folder, versions, args }: MigrationCommand,
  { goal, target }: SwitchContext,
): ProposedTask {
  const revision = args.includes('flask') ? ['migrate'] : ['revision', '--autogenerate'];
  return {
    title: 'Make a first revision of the models',
    why: `The history begins anew on ${target.label}.`,
    task: {
      kind: 'migrate',
      tool: 'python',
      args: [...args, ...revision, '-m', 'Initial schema'],
      cwd: folder,
      writes: [versions, ...databaseFiles(folder, goal.database.file)],
      undo: 'The new revision is removed; the old ones come back from where they were moved to.',
    },
  };
}

/** The database file and what SQLite keeps beside it while it is open. */
function databaseFiles(folder: string, file: string): Task['writes'] {
  if (file.startsWith('/')) return [];
  const path = joinPath(folder, file);
  return path.startsWith('..') ? [] : ['', '-journal', '-wal', '-shm'].map((end) => path + end);
}
