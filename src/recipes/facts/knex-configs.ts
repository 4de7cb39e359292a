import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import {
  constantOf,
  environmentVariable,
  fallbackOf,
} from '../../formats/javascript/expressions.ts';
import {
  bareExpression,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from '../../formats/javascript/module.ts';
import {
  keyPathOf,
  type ObjectProperty,
  propertiesOf,
  propertyOf,
} from '../../formats/javascript/objects.ts';
import { type StringLiteral, stringLiteral } from '../../formats/javascript/string-literal.ts';
import { baseName, type Project } from '../project.ts';
import { envValueOf } from './env-values.ts';
import { type JavaScriptFile, javascriptFilesWith } from './javascript-files.ts';
import { type KnexOptions, knexOptionsOf } from './knex-options.ts';
import { type Profile, profileOfName } from './profile.ts';

/** An object literal that configures Knex, or a part of one that is spread into another. */
export interface KnexConfig {
  readonly file: JavaScriptFile;
  readonly object: JavaScriptNode;
  readonly engine: Engine;
  /** The literal that names the client; absent where a variable or another object does. */
  readonly client?: StringLiteral;
  readonly clientProperty?: ObjectProperty;
  /** The environment variable that chooses the client, if one does. */
  readonly clientVariable?: string;
  readonly connection?: ObjectProperty;
  /** What it holds, through a constant of the same file. */
  readonly connectionValue?: JavaScriptNode;
  /** The environment's key, such as `development`; empty for a flat configuration. */
  readonly environment: string;
  readonly profile?: Profile;
  /** Every object with options of this configuration; one that several share is the first one's. */
  readonly options: readonly KnexOptions[];
}

/** A file that speaks of a client, and of one by name or of Knex. */
const marker = new RegExp(
  `^(?=[^]*\\bclient\\b)[^]*?['"\`](?:${Object.values(engines)
    .flatMap(({ nodeDrivers }) => nodeDrivers.flatMap(({ knexClients }) => knexClients))
    .join('|')})['"\`]|^(?=[^]*\\bclient\\b)[^]*?process\\.env`,
);

/** Whether a path is that of a knexfile. */
export function isKnexfile(path: string): boolean {
  return /^knexfile(?:[.-]\w+)*\.[cm]?[jt]s$/.test(baseName(path));
}

/** Every configuration of Knex in the project's code, in path and text order. */
export const knexConfigsOf: (project: Project) => readonly KnexConfig[] = oncePer(
  (project: Project) =>
    javascriptFilesWith(project, marker).flatMap((file) => configsIn(project, file)),
);

function configsIn(project: Project, file: JavaScriptFile): readonly KnexConfig[] {
  const objects = nodesOf(file.module.root, 'ObjectExpression');
  const whole = objects.flatMap((object) => clientConfig(project, file, object));
  const shared = whole.find(({ connection }) => !connection);
  const parts = shared ? objects.flatMap((object) => partOf(shared, object)) : [];
  const inOrder = [...whole, ...parts].sort((a, b) => a.object.from - b.object.from);
  return withOptions(oneForEachConnection(inOrder));
}

/** Options that several configurations share belong to the first one. */
function withOptions(configs: readonly KnexCore[]): readonly KnexConfig[] {
  const taken = new Set(configs.map(({ object }) => object.from));
  return configs.map((config) => {
    const options = knexOptionsOf(config.file.module, config.object).filter(
      ({ object }) => object === config.object || !taken.has(object.from),
    );
    for (const { object } of options) taken.add(object.from);
    return { ...config, options };
  });
}

/** A configuration before the options that it shares with others are known. */
type KnexCore = Omit<KnexConfig, 'options'>;

/** Of configurations that share a constant as their connection, the first one has it. */
function oneForEachConnection(configs: readonly KnexCore[]): readonly KnexCore[] {
  const taken = new Set<number>();
  return configs.map((config) => {
    const { connection, connectionValue, ...rest } = config;
    if (!connectionValue || !taken.has(connectionValue.from)) {
      if (connectionValue) taken.add(connectionValue.from);
      return config;
    }
    return rest;
  });
}

/** An object with Knex's `client`: one that also connects, or stands where Knex is used. */
function clientConfig(
  project: Project,
  file: JavaScriptFile,
  object: JavaScriptNode,
): readonly KnexCore[] {
  const { module } = file;
  const clientProperty = propertyOf(module, object, 'client');
  const connection = propertyOf(module, object, 'connection');
  if (!clientProperty?.value || (!connection && !isKnexFile(file))) return [];
  const { client, clientVariable } = readClient(file, clientProperty.value);
  const engine = client
    ? engineOfClient(client.value)
    : (fileEngine(file, connection) ?? engineOfClient(envValueOf(project, clientVariable ?? '')));
  if (!engine) return [];
  return [
    {
      file,
      object,
      engine,
      clientProperty,
      ...(client && { client }),
      ...(clientVariable && { clientVariable }),
      ...connectionOf(file, connection),
      ...placeOf(file, object),
    },
  ];
}

function isKnexFile({ path, module }: JavaScriptFile): boolean {
  return isKnexfile(path) || /['"]knex['"]/.test(module.text);
}

/** `'pg'`, `process.env.DB_CLIENT`, and `process.env.DB_CLIENT || 'pg'`, whose default counts. */
function readClient({ module }: JavaScriptFile, value: JavaScriptNode) {
  const fallback = fallbackOf(module, value);
  const client = stringLiteral(module, bareExpression(fallback?.fallback ?? value));
  const clientVariable = environmentVariable(module, bareExpression(fallback?.value ?? value));
  return { client, clientVariable };
}

/** A connection property with what it holds, looked up where it is a constant of the file. */
function connectionOf(
  { module }: JavaScriptFile,
  connection: ObjectProperty | undefined,
): Pick<KnexConfig, 'connection' | 'connectionValue'> {
  if (!connection) return {};
  const value = connection.value && bareExpression(connection.value);
  const name =
    connection.kind === 'shorthand' ? 'connection' : value && constantName(module, value);
  const connectionValue = (name && constantOf(module, name)) || connection.value;
  return { connection, ...(connectionValue && { connectionValue }) };
}

function constantName(module: JavaScriptModule, value: JavaScriptNode): string | undefined {
  return value.name === 'VariableName' ? textOf(module, value) : undefined;
}

/** An object that looks like a configuration and whose client is known at run time only. */
export interface UnclearKnexClient {
  readonly file: JavaScriptFile;
  readonly client: JavaScriptNode;
}

const configuring = /^(?=[\s\S]*\bclient\b)[\s\S]*?\bconnection\b/;

/** Objects with a client that is no literal, where Knex is used. */
export function unclearKnexClients(project: Project): readonly UnclearKnexClient[] {
  const known = new Set(knexConfigsOf(project).map(({ object }) => object.from));
  return javascriptFilesWith(project, configuring).flatMap((file) =>
    nodesOf(file.module.root, 'ObjectExpression').flatMap((object) => {
      const client = propertyOf(file.module, object, 'client')?.value;
      const connects = propertyOf(file.module, object, 'connection');
      if (!client || !connects || known.has(object.from) || !isKnexFile(file)) return [];
      return readClient(file, client).client ? [] : { file, client };
    }),
  );
}

/** The engine that works on a file, where the connection is one. */
function fileEngine(file: JavaScriptFile, connection: ObjectProperty | undefined) {
  const value = connectionOf(file, connection).connectionValue;
  const object = value && bareExpression(value);
  if (object?.name !== 'ObjectExpression' || !propertyOf(file.module, object, 'filename')) {
    return undefined;
  }
  return Object.values(engines).find(({ server }) => !server);
}

function engineOfClient(client: string | undefined): Engine | undefined {
  return Object.values(engines).find((engine) =>
    engine.nodeDrivers.some(({ knexClients }) => knexClients.includes(client ?? '')),
  );
}

/** An environment that takes its client from the shared object and has a connection of its own. */
function partOf(shared: KnexCore, object: JavaScriptNode): readonly KnexCore[] {
  const { file, engine } = shared;
  const properties = propertiesOf(file.module, object);
  const connection = properties.find(({ name }) => name === 'connection');
  if (!connection || properties.some(({ name }) => name === 'client')) return [];
  return [{ file, object, engine, ...connectionOf(file, connection), ...placeOf(file, object) }];
}

function placeOf({ module }: JavaScriptFile, object: JavaScriptNode) {
  const environment = keyPathOf(module, object).at(-1) ?? '';
  const profile = profileOfName(environment);
  return { environment, ...(profile && { profile }) };
}
