import { basename, join, relative } from 'node:path';
import { openHome } from '../adapters/journal/home.ts';
import { listBackups, restoreBackup } from '../adapters/migrations/backups.ts';
import { usualBackups } from '../adapters/migrations/migration-runner.ts';
import { runInProcess } from '../adapters/migrations/migrations-process.ts';
import { readWorkspace } from '../adapters/workspace/read-workspace.ts';
import { SwitchError } from '../core/errors.ts';
import { hostFile } from '../host/host-file.ts';
import { type MigrationProject, migrationProjects } from '../migrations/projects.ts';
import type { MigrationStatus } from '../migrations/report.ts';
import type { MigrationAction, MigrationRequest } from '../migrations/request.ts';
import { type Arguments, type Command, type Terminal, textOption } from './command.ts';
import { readMigrationAction, readMigrationVerb } from './migrate-action.ts';
import {
  renderBackups,
  renderMigrationReport,
  renderMigrationStatus,
} from './render-migrations.ts';
import { workspaceFolder } from './workspace.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage:
    'status|up|down|make|fresh|set-up|merge|stamp|seed|unlock|backups|restore|restore-history [DIR] [--tool knex|alembic|sql] [--config FILE] [--database FILE] [--name NAME] [--table TABLE --column NAME:TYPE [--nullable] [--default VALUE] [--index]] [--all] [--env NAME] [--dry-run] [--json]',
  summary: "Run the project's migrations, guarded on SQLite.",
  options: {
    tool: { type: 'string' },
    config: { type: 'string' },
    database: { type: 'string' },
    name: { type: 'string' },
    table: { type: 'string' },
    column: { type: 'string' },
    default: { type: 'string' },
    nullable: { type: 'boolean' },
    index: { type: 'boolean' },
    all: { type: 'boolean' },
    env: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(args, terminal) {
    const [word, ...positionals] = args.positionals;
    const verb = readMigrationVerb(word);
    const workspace = workspaceFolder({ ...args, positionals }, terminal);
    if (verb === 'backups') return showBackups(workspace, args, terminal);
    const project =
      verb === 'set-up'
        ? newAlembic
        : chooseProject(migrationProjects(await readWorkspace(workspace)), args);
    const ask = (action: MigrationAction) =>
      answer(requestFor(workspace, project, action, args), terminal);
    if (verb === 'restore')
      return restore(workspace, await ask({ kind: 'status' }), args, terminal);
    return show(await ask(readMigrationAction(verb, args)), args, terminal);
  },
};

/** Where Alembic is to be. */
const newAlembic: MigrationProject = { tool: 'alembic', config: 'alembic.ini', folder: '' };

type Answer = Awaited<ReturnType<typeof runInProcess>>;

function answer(request: MigrationRequest, terminal: Terminal): Promise<Answer> {
  return runInProcess(request, { host: hostFile('migrations-host'), onOutput: terminal.err });
}

function requestFor(
  workspace: string,
  { tool, folder, config }: MigrationProject,
  action: MigrationAction,
  args: Arguments,
): MigrationRequest {
  const environment = textOption(args, 'env');
  const database = textOption(args, 'database');
  return {
    tool,
    action,
    workspace,
    folder: join(workspace, folder),
    config,
    ...(environment !== undefined && { environment }),
    ...(database !== undefined && { database }),
    dryRun: args.values['dry-run'] === true,
    keepBackups: usualBackups,
  };
}

/** The only set-up, or the one that is named; never one of several by chance. */
function chooseProject(all: readonly MigrationProject[], args: Arguments): MigrationProject {
  const tool = textOption(args, 'tool');
  const config = textOption(args, 'config');
  const fitting = all.filter(
    (project) =>
      (tool === undefined || project.tool === tool) &&
      (config === undefined || project.config === config),
  );
  const [only, second] = fitting;
  if (only && !second) return only;
  const known = all.map((project) => `${project.tool} (${project.config})`).join(', ');
  if (!only) {
    throw new SwitchError(
      'wrong-usage',
      all.length === 0 ? 'This workspace has no migrations.' : `None of ${known} is meant.`,
      'Name the folder that holds knexfile.js or alembic.ini.',
    );
  }
  throw new SwitchError(
    'wrong-usage',
    `This workspace has migrations in several places: ${known}.`,
    'Name one with --tool or --config.',
  );
}

function show(found: Answer, args: Arguments, terminal: Terminal): 0 {
  const value = found.kind === 'status' ? found.status : found.report;
  if (args.values.json) terminal.out(`${JSON.stringify(value, undefined, 2)}\n`);
  else if (found.kind === 'status') terminal.out(renderMigrationStatus(found.status, terminal));
  else terminal.out(renderMigrationReport(found.report, terminal));
  return 0;
}

async function showBackups(workspace: string, args: Arguments, terminal: Terminal): Promise<0> {
  const backups = await listBackups(await openHome(workspace));
  if (args.values.json) terminal.out(`${JSON.stringify({ backups }, undefined, 2)}\n`);
  else terminal.out(renderBackups(backups));
  return 0;
}

async function restore(
  workspace: string,
  found: Answer,
  args: Arguments,
  terminal: Terminal,
): Promise<0> {
  const file = found.kind === 'status' ? sqliteFile(workspace, found.status) : undefined;
  const home = await openHome(workspace);
  const own = file === undefined ? '' : basename(file);
  const backups = (await listBackups(home)).filter(({ database }) => database === own);
  const name = textOption(args, 'name') ?? backups[0]?.name;
  if (file === undefined || name === undefined) {
    throw new SwitchError('wrong-usage', 'There is no backup to restore.', 'Nothing was changed.');
  }
  await restoreBackup(home, name, file);
  const restored = { restored: name, database: relative(workspace, file) };
  if (args.values.json) terminal.out(`${JSON.stringify(restored, undefined, 2)}\n`);
  else terminal.out(`${restored.database} is as it was in ${name}.\n`);
  return 0;
}

function sqliteFile(workspace: string, { target }: MigrationStatus): string | undefined {
  if (target.engine !== 'sqlite' || target.label === ':memory:') return undefined;
  return join(workspace, target.label);
}
