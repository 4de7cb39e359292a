import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { fallbackOf } from '../../formats/javascript/expressions.ts';
import { bareExpression, type JavaScriptNode, nodesOf } from '../../formats/javascript/module.ts';
import {
  keyPathOf,
  type ObjectProperty,
  propertiesOf,
  propertyOf,
} from '../../formats/javascript/objects.ts';
import { type StringLiteral, stringLiteral } from '../../formats/javascript/string-literal.ts';
import { baseName, oncePer, type Project } from '../project.ts';
import { type JavaScriptFile, javascriptFilesWith } from './javascript-files.ts';
import { type Profile, profileOfName } from './profile.ts';

/** An object literal that configures Knex, or a part of one that is spread into another. */
export interface KnexConfig {
  readonly file: JavaScriptFile;
  readonly object: JavaScriptNode;
  readonly engine: Engine;
  /** The literal that names the client; absent in a part that takes it from another object. */
  readonly client?: StringLiteral;
  readonly clientProperty?: ObjectProperty;
  readonly connection?: ObjectProperty;
  /** The environment's key, such as `development`; empty for a flat configuration. */
  readonly environment: string;
  readonly profile?: Profile;
}

/** Names of clients in quotes, in a file that speaks of one. */
const marker = new RegExp(
  `^(?=[^]*\\bclient\\b)[^]*?['"\`](?:${Object.values(engines)
    .flatMap(({ nodeDrivers }) => nodeDrivers.flatMap(({ knexClients }) => knexClients))
    .join('|')})['"\`]`,
);

/** Whether a path is that of a knexfile. */
export function isKnexfile(path: string): boolean {
  return /^knexfile(?:[.-]\w+)*\.[cm]?[jt]s$/.test(baseName(path));
}

/** Every configuration of Knex in the project's code, in path and text order. */
export const knexConfigsOf: (project: Project) => readonly KnexConfig[] = oncePer(
  (project: Project) => javascriptFilesWith(project, marker).flatMap(configsIn),
);

function configsIn(file: JavaScriptFile): readonly KnexConfig[] {
  const objects = nodesOf(file.module.root, 'ObjectExpression');
  const whole = objects.flatMap((object) => clientConfig(file, object));
  const shared = whole.find(({ connection }) => !connection);
  if (!shared) return whole;
  const parts = objects.flatMap((object) => partOf(shared, object));
  return [...whole, ...parts].sort((a, b) => a.object.from - b.object.from);
}

/** An object with Knex's `client`: one that also connects, or stands where Knex is used. */
function clientConfig(file: JavaScriptFile, object: JavaScriptNode): readonly KnexConfig[] {
  const { module } = file;
  const clientProperty = propertyOf(module, object, 'client');
  const client = clientProperty?.value && clientLiteral(file, clientProperty.value);
  const engine = client && engineOfClient(client.value);
  if (!client || !engine) return [];
  const connection = propertyOf(module, object, 'connection');
  if (!connection && !isKnexfile(file.path) && !/['"]knex['"]/.test(module.text)) return [];
  return [
    {
      file,
      object,
      engine,
      client,
      clientProperty,
      ...(connection && { connection }),
      ...placeOf(file, object),
    },
  ];
}

/** `'pg'`, and `process.env.DB_CLIENT || 'pg'`, whose default counts. */
function clientLiteral({ module }: JavaScriptFile, value: JavaScriptNode) {
  const fallback = fallbackOf(module, value)?.fallback;
  return stringLiteral(module, bareExpression(fallback ?? value));
}

function engineOfClient(client: string): Engine | undefined {
  return Object.values(engines).find((engine) =>
    engine.nodeDrivers.some(({ knexClients }) => knexClients.includes(client)),
  );
}

/** An environment that takes its client from the shared object and has a connection of its own. */
function partOf(shared: KnexConfig, object: JavaScriptNode): readonly KnexConfig[] {
  const { file, engine } = shared;
  const properties = propertiesOf(file.module, object);
  const connection = properties.find(({ name }) => name === 'connection');
  if (!connection || properties.some(({ name }) => name === 'client')) return [];
  return [{ file, object, engine, connection, ...placeOf(file, object) }];
}

function placeOf({ module }: JavaScriptFile, object: JavaScriptNode) {
  const environment = keyPathOf(module, object).at(-1) ?? '';
  const profile = profileOfName(environment);
  return { environment, ...(profile && { profile }) };
}
