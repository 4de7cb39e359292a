import type { EngineId } from '../../core/goal.ts';
import { oncePer } from '../../core/once-per.ts';
import {
  type AlembicEnvironment,
  alembicEnvironments,
} from '../../formats/alembic-environments.ts';
import { databaseFilePaths } from '../facts/database-file-paths.ts';
import { databaseFiles } from '../facts/database-files.ts';
import { joinPath } from '../facts/paths.ts';
import { baseName, folderOf, type Project } from '../project.ts';
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

/** The histories of a project, whichever command runs them. */
const migrationCommands: (project: Project) => readonly MigrationCommand[] = oncePer(
  (project: Project) =>
    alembicEnvironments(project).map((environment): MigrationCommand => {
      const { config, folder, versions } = environment;
      return { config, folder, versions: versions[0] ?? folder, args: commandOf(environment) };
    }),
);

function commandOf({ config, folder, scripts, runner }: AlembicEnvironment): readonly string[] {
  if (runner === 'flask') {
    const directory = folder === '' ? scripts : scripts.slice(folder.length + 1);
    const isUsual = directory === 'migrations';
    return ['-m', 'flask', 'db', ...(isUsual ? [] : ['--directory', directory])];
  }
  const name = baseName(config);
  const isUsual = name === 'alembic.ini' || name === 'pyproject.toml';
  return isUsual ? ['-m', 'alembic'] : ['-m', 'alembic', '-c', name];
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

/** Where the guarded run finds a history. */
function historyOf({ config }: MigrationCommand, { target }: SwitchContext) {
  return { tool: 'alembic', config, engine: target.id } as const;
}

/**
 * The files that a run makes. Flask-SQLAlchemy opens relative paths from the folder of the instance
 * since 3.0, and from the package's before.
 * @see https://flask-sqlalchemy.readthedocs.io/en/stable/config/#connection-url-format
 */
function databaseFilesOf({ folder, args }: MigrationCommand, context: SwitchContext) {
  const folders = args.includes('flask') ? [folder, joinPath(folder, 'instance')] : [folder];
  return folders.flatMap((each) =>
    databaseFiles(context).flatMap((file) => databaseFilePaths(each, file)),
  );
}

/** Runs the history to its newest revision. */
export function upgradeTask(command: MigrationCommand, context: SwitchContext): ProposedTask {
  const { target } = context;
  const { folder, args } = command;
  const history = historyOf(command, context);
  return {
    title: 'Run the migrations',
    why: `The database on ${target.label} has no tables yet.`,
    task: {
      kind: 'migrate',
      tool: 'python',
      args: [...args, 'upgrade', 'head'],
      migration: { ...history, action: { kind: 'up' } },
      cwd: folder,
      writes: databaseFilesOf(command, context),
      undo: 'The database file that it makes is removed.',
    },
  };
}

const firstRevision = 'Initial schema';

/** Makes a first revision of what the models say. */
export function firstRevisionTask(command: MigrationCommand, context: SwitchContext): ProposedTask {
  const { target } = context;
  const { folder, versions, args } = command;
  const history = historyOf(command, context);
  const revision = args.includes('flask') ? ['migrate'] : ['revision', '--autogenerate'];
  return {
    title: 'Make a first revision of the models',
    why: `The history begins anew on ${target.label}.`,
    task: {
      kind: 'migrate',
      tool: 'python',
      args: [...args, ...revision, '-m', firstRevision],
      migration: { ...history, action: { kind: 'make', name: firstRevision } },
      cwd: folder,
      writes: [versions, ...databaseFilesOf(command, context)],
      undo: 'The new revision is removed; the old ones come back from where they were moved to.',
    },
  };
}
