import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { type JavaScriptNode, nodesOf, spanOf, textOf } from '../../formats/javascript/module.ts';
import { quoteString } from '../../formats/javascript/string-literal.ts';
import { placeInScript } from '../facts/javascript-files.ts';
import { isKnexfile, type KnexConfig, knexConfigsOf } from '../facts/knex-configs.ts';
import { manifestAbove, nodeDriverFor } from '../facts/node-packages.ts';
import { joinPath } from '../facts/paths.ts';
import { urlFormOf } from '../facts/url-form.ts';
import { allPaths, folderOf, type Project } from '../project.ts';
import {
  type Finding,
  outcome,
  type ProposedChange,
  type Recipe,
  type SwitchContext,
} from '../recipe.ts';
import { addressOf } from './knex-address.ts';
import { type KnexConnection, readConnection } from './knex-connection.ts';
import { chooseEngine, hasHooks, type KnexTarget, replaceEngine } from './knex-edits.ts';
import { choiceInEnvFile, choiceVariable } from './knex-env-choice.ts';

interface KnexFinding extends Finding {
  readonly config: KnexConfig;
  readonly connects: KnexConnection | undefined;
}

/**
 * Moves Knex configurations, in knexfiles and at run time, to the target: client, connection and
 * the options that one engine alone takes. A file's connection is always `{ filename }`: given a
 * URL, Knex would work on a temporary database and lose all data.
 * @see https://knexjs.org/guide/#configuration-options
 */
export const knexConfig: Recipe<KnexFinding> = {
  id: 'knex-config',
  ecosystem: 'node',
  title: 'Move Knex configurations to the client and connection of the target engine',
  detect: (project) => knexConfigsOf(project).map((config) => found(project, config)),
  rewrite(finding, context) {
    const { config } = finding;
    if (config.engine !== context.source) return outcome({});
    if (config.profile === 'production' && context.goal.strategy === 'keep-both') {
      return outcome({ notices: [productionLeft(finding, context)] });
    }
    const to = targetOf(finding, context);
    if (!to) return outcome({ notices: [unsure(finding, context)] });
    const variable = decidingVariable(finding, context);
    const edits =
      context.goal.strategy === 'keep-both'
        ? chooseEngine(config, to, conditionOf(to, config, variable))
        : replaceEngine(config, to);
    return outcome({
      changes: [
        change(finding, context, edits),
        ...folderOfFile(finding, context),
        ...envChoice(finding, context, { client: to.client, variable }),
      ],
      notices: noticesOf(finding, context, variable),
    });
  },
};

function found(project: Project, config: KnexConfig): KnexFinding {
  const { file, engine, environment, object, profile } = config;
  const connects = readConnection(project, config);
  const url = connects?.url;
  const role = url && !connects.expression ? 'supplies' : 'consumes';
  return {
    path: file.path,
    span: spanOf(object),
    engine: engine.id,
    label: `Knex configuration${environment && ` ${environment}`} in ${file.path}`,
    connection: {
      role,
      name: connects?.variable || environment || 'knex',
      ...(url && { url }),
      ...(profile && { profile }),
    },
    config,
    connects,
  };
}

/** What the configuration becomes; `undefined` where its connection cannot be followed. */
function targetOf(
  { config, connects }: KnexFinding,
  context: SwitchContext,
): KnexTarget | undefined {
  const { project, source, target } = context;
  const driver = nodeDriverFor(target, manifestAbove(project, config.file.path));
  const client = driver?.knexClients[0];
  if (!client || (config.connection && !connects)) return undefined;
  const connection = connects ? connectionSource(config, connects, context) : '';
  return connection === undefined ? undefined : { source, target, client, connection };
}

/** The connection of the target as source: `{ filename }`, or an address with a default. */
function connectionSource(
  config: KnexConfig,
  connects: KnexConnection,
  context: SwitchContext,
): string | undefined {
  const quote = config.client?.quote ?? "'";
  const { expression, operator } = connects;
  const fixed = addressOf(config, connects, context);
  const preset = quoteString(fixed, quote);
  if (!context.target.server) {
    const readable = expression && urlFormOf(context.project) === 'path';
    return `{ filename: ${readable ? `${expression} ${operator} ${preset}` : preset} }`;
  }
  const reader = expression.replace(connects.variable, urlVariable(connects.variable));
  return `${reader || 'process.env.DATABASE_URL'} ${operator || '||'} ${preset}`;
}

/** The name for a URL beside that of a variable which holds a file: `DB_URL` for `DB_FILE`. */
function urlVariable(name: string): string {
  if (!/(?:^|_)(?:FILE|FILENAME|PATH|SQLITE\w*)(?:_|$)/i.test(name) || /UR[LI]/i.test(name)) {
    return name;
  }
  const renamed = name
    .replace(/SQLITE[^_]*/i, 'DATABASE')
    .replace(/(?<=^|_)(?:FILE|FILENAME|PATH)(?=_|$)/i, 'URL');
  return renamed.includes('URL') ? renamed : `${renamed}_URL`;
}

/** The variable whose URL decides: the configuration's own, else that of one beside it. */
function decidingVariable({ config, connects }: KnexFinding, context: SwitchContext): string {
  if (connects?.variable || config.clientVariable) return connects?.variable ?? '';
  const { project, source } = context;
  const beside = knexConfigsOf(project)
    .filter(({ engine, profile }) => engine === source && profile !== 'production')
    .flatMap((other) => readConnection(project, other)?.variable || []);
  return beside[0] ?? '';
}

/** When the server is meant: its URL in the variable that is read, or a variable of its own. */
function conditionOf(
  { source, target, client }: KnexTarget,
  { clientVariable }: KnexConfig,
  variable: string,
): string {
  const server = source.server ? source : target;
  if (variable && !clientVariable) {
    const schemes = server.schemes.slice(0, 2).join('|');
    return `/^(${schemes}):/.test(process.env.${variable} ?? '')`;
  }
  const name = target.server ? client : (source.nodeDrivers[0]?.knexClients[0] ?? '');
  return `process.env.${clientVariable ?? choiceVariable} === '${name}'`;
}

function change(
  { config: { file, environment } }: KnexFinding,
  { target }: SwitchContext,
  edits: readonly TextEdit[],
): ProposedChange {
  const { path, hash } = file.source;
  return {
    title: `Run Knex${environment && ` in ${environment}`} on ${target.label}`,
    why: 'Knex takes its client and connection from here.',
    change: { kind: 'modify', path, hash, edits },
  };
}

/** Whether this is the first configuration that moves: what concerns all of them goes with it. */
function isFirst(config: KnexConfig, { project, source }: SwitchContext): boolean {
  return knexConfigsOf(project).find(({ engine }) => engine === source) === config;
}

/** The line of an env file by which a configuration without a URL chooses. */
function envChoice(
  { config }: KnexFinding,
  context: SwitchContext,
  { client, variable }: { readonly client: string; readonly variable: string },
): readonly ProposedChange[] {
  const isOwn =
    context.goal.strategy === 'keep-both' && variable === '' && isFirst(config, context);
  return isOwn ? choiceInEnvFile(config, context, client) : [];
}

/** SQLite makes its file but not the folder; an empty file keeps that one in the repository. */
function folderOfFile({ config }: KnexFinding, context: SwitchContext): readonly ProposedChange[] {
  const { goal, project, target } = context;
  const folder = folderOf(goal.database.file);
  if (target.server || !folder || folder.startsWith('/') || !isFirst(config, context)) return [];
  const root = folderOf(manifestAbove(project, config.file.path)?.path ?? '');
  const path = joinPath(root, `${folder}/.gitkeep`);
  const prefix = path.slice(0, path.lastIndexOf('/') + 1);
  const exists = allPaths(project).some((other) => other.startsWith(prefix));
  if (exists) return [];
  return [
    {
      title: `Make the folder ${prefix}`,
      why: `${target.label} does not make the folder of its file.`,
      change: { kind: 'create', path, text: '' },
    },
  ];
}

function noticesOf(
  finding: KnexFinding,
  context: SwitchContext,
  variable: string,
): readonly Notice[] {
  const { config } = finding;
  const { source, target } = context;
  const at = placeInScript(config.file, config.clientProperty?.span ?? finding.span);
  const isFirst = knexConfigsOf(context.project).find(({ engine }) => engine === source) === config;
  const production = { environment: config.environment, target: target.label };
  const hooks = { engine: source.label, target: target.label };
  return [
    ...(config.profile === 'production' ? [notice('knex-production-changes', at, production)] : []),
    ...(hasHooks(config, 'pool') ? [notice('knex-pool-hooks', at, hooks)] : []),
    ...toggleNotice(finding, context, variable),
    ...folderNotice(finding, context),
    ...(isFirst && !target.server
      ? [notice('knex-values-differ', at, { target: target.label })]
      : []),
    ...laterChanges(finding, context),
  ];
}

/** Where both engines stay: what chooses between them. */
function toggleNotice(
  { config, span }: KnexFinding,
  { source, target, goal }: SwitchContext,
  variable: string,
): readonly Notice[] {
  if (goal.strategy !== 'keep-both' || !config.clientProperty) return [];
  const byUrl = variable !== '' && !config.clientVariable;
  const values = {
    variable: byUrl ? variable : (config.clientVariable ?? choiceVariable),
    value: byUrl ? 'its URL' : (source.nodeDrivers[0]?.knexClients[0] ?? ''),
    source: source.label,
    target: target.label,
  };
  return [
    notice('knex-toggle', placeInScript(config.file, config.clientProperty.span ?? span), values),
  ];
}

/** Knex takes paths from the folder of its knexfile, the application from its own. */
function folderNotice(
  { config, span }: KnexFinding,
  { project, target, goal }: SwitchContext,
): readonly Notice[] {
  const { path } = config.file;
  const root = folderOf(manifestAbove(project, path)?.path ?? '');
  if (target.server || !isKnexfile(path) || folderOf(path) === root) return [];
  const at = placeInScript(config.file, config.clientProperty?.span ?? span);
  return [notice('knex-folder-of-file', at, { file: goal.database.file })];
}

/** Assignments to a configuration's parts, once for each file. */
function laterChanges(
  { config }: KnexFinding,
  { project, target }: SwitchContext,
): readonly Notice[] {
  const { file } = config;
  const first = knexConfigsOf(project).find((other) => other.file.path === file.path);
  if (first !== config) return [];
  const assigned = nodesOf(file.module.root, 'AssignmentExpression').filter(({ firstChild }) => {
    return firstChild && /\.(?:client|connection|pool)$/.test(textOf(file.module, firstChild));
  });
  return assigned.map((node: JavaScriptNode) =>
    notice('knex-changed-later', placeInScript(file, spanOf(node)), { target: target.label }),
  );
}

function productionLeft({ config, span }: KnexFinding, { source }: SwitchContext): Notice {
  const values = { environment: config.environment, engine: source.label };
  return notice('knex-production-left', placeInScript(config.file, span), values);
}

function unsure({ config, span }: KnexFinding, context: SwitchContext): Notice {
  const driver = nodeDriverFor(context.target, manifestAbove(context.project, config.file.path));
  const file = `{ filename: './${context.goal.database.file}' }`;
  return notice(
    'knex-connection-unsure',
    placeInScript(config.file, config.connection?.span ?? span),
    {
      client: `'${driver?.knexClients[0] ?? ''}'`,
      connection: context.target.server ? 'the URL of the server' : file,
    },
  );
}
