import type { EngineId } from '../../core/goal.ts';
import type { GuardedMigration, Task } from '../../core/plan.ts';
import { alembicEnvironments } from '../../formats/alembic-environments.ts';
import { databaseFilePaths } from '../facts/database-file-paths.ts';
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
export function upgradeTask(command: MigrationCommand, context: SwitchContext): ProposedTask {
  const { goal, target } = context;
  const { folder, args } = command;
  return {
    title: 'Run the migrations',
    why: `The database on ${target.label} has no tables yet.`,
    task: {
      kind: 'migrate',
      tool: 'python',
      args: [...args, 'upgrade', 'head'],
      ...guarded(command, context, { kind: 'up' }),
      cwd: folder,
      writes: databaseFilePaths(folder, goal.database.file),
      undo: 'The database file that it makes is removed.',
    },
  };
}

const firstRevision = 'Initial schema';

/** Makes a first revision of what the models say. */
export function firstRevisionTask(command: MigrationCommand, context: SwitchContext): ProposedTask {
  const { goal, target } = context;
  const { folder, versions, args } = command;
  const revision = args.includes('flask') ? ['migrate'] : ['revision', '--autogenerate'];
  return {
    title: 'Make a first revision of the models',
    why: `The history begins anew on ${target.label}.`,
    task: {
      kind: 'migrate',
      tool: 'python',
      args: [...args, ...revision, '-m', firstRevision],
      ...guarded(command, context, { kind: 'make', name: firstRevision }),
      cwd: folder,
      writes: [versions, ...databaseFilePaths(folder, goal.database.file)],
      undo: 'The new revision is removed; the old ones come back from where they were moved to.',
    },
  };
}

/** Flask's command has a context of its own, in which this program cannot run a history. */
function guarded(
  { config, args }: MigrationCommand,
  { target }: SwitchContext,
  action: GuardedMigration['action'],
): Pick<Task, 'migration'> {
  return args.includes('flask')
    ? {}
    : { migration: { tool: 'alembic', config, engine: target.id, action } };
}
