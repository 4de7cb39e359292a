import { runInProcess } from '../adapters/migrations/migrations-process.ts';
import { SwitchError } from '../core/errors.ts';
import { hostFile } from '../host/host-file.ts';
import type { MigrationAction, MigrationRequest, MigrationTool } from '../migrations/request.ts';
import { type Arguments, type Command, type Terminal, textOption } from './command.ts';
import { renderMigrationReport, renderMigrationStatus } from './render-migrations.ts';
import { workspaceFolder } from './workspace.ts';

const verbs = ['status', 'up', 'down', 'make', 'fresh', 'seed', 'unlock'] as const;
type Verb = (typeof verbs)[number];

export const migrateCommand: Command = {
  name: 'migrate',
  usage: `${verbs.join('|')} [DIR] [--tool knex|alembic|sql] [--name NAME] [--all] [--env NAME] [--dry-run] [--json]`,
  summary: "Run the project's migrations, guarded on SQLite.",
  options: {
    tool: { type: 'string' },
    name: { type: 'string' },
    all: { type: 'boolean' },
    env: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(args, terminal) {
    const request = readRequest(args, terminal);
    const answer = await runInProcess(request, {
      host: hostFile('migrations-host'),
      onOutput: terminal.err,
    });
    const value = answer.kind === 'status' ? answer.status : answer.report;
    if (args.values.json) terminal.out(`${JSON.stringify(value, undefined, 2)}\n`);
    else if (answer.kind === 'status') terminal.out(renderMigrationStatus(answer.status, terminal));
    else terminal.out(renderMigrationReport(answer.report, terminal));
    return 0;
  },
};

function readRequest(args: Arguments, terminal: Terminal): MigrationRequest {
  const [verb, ...positionals] = args.positionals;
  const action = readAction(readVerb(verb), args);
  const folder = workspaceFolder({ ...args, positionals }, terminal);
  const environment = textOption(args, 'env');
  return {
    tool: readTool(args),
    action,
    workspace: folder,
    folder,
    ...(environment !== undefined && { environment }),
    dryRun: args.values['dry-run'] === true,
    keepBackups: 5,
  };
}

function readVerb(verb: string | undefined): Verb {
  const known = verbs.find((candidate) => candidate === verb);
  if (known) return known;
  const problem = verb === undefined ? 'migrate wants a word more.' : `migrate cannot “${verb}”.`;
  throw new SwitchError('wrong-usage', problem, `Use one of: ${verbs.join(', ')}.`);
}

function readAction(verb: Verb, args: Arguments): MigrationAction {
  const name = textOption(args, 'name');
  switch (verb) {
    case 'up':
      return { kind: 'up', ...(name !== undefined && { to: name }) };
    case 'down':
      if (args.values.all) return { kind: 'rollback', scope: 'all' };
      if (name === undefined) return { kind: 'rollback', scope: 'batch' };
      return { kind: 'down', name };
    case 'seed':
      return { kind: 'seed', ...(name !== undefined && { file: name }) };
    case 'make':
      if (name !== undefined) return { kind: 'make', name };
      throw new SwitchError('wrong-usage', '--name is missing.', 'Add --name add_is_active.');
    case 'fresh':
      throw new SwitchError('wrong-usage', 'Knex has no fresh history.', 'Use --tool alembic.');
    default:
      return { kind: verb };
  }
}

function readTool(args: Arguments): MigrationTool {
  const tools = ['knex', 'alembic', 'sql'] as const;
  const value = textOption(args, 'tool') ?? 'knex';
  const tool = tools.find((candidate) => candidate === value);
  if (tool) return tool;
  throw new SwitchError('wrong-usage', `--tool cannot be “${value}”.`, `Use ${tools.join(', ')}.`);
}
