import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { environmentVariable, fallbackOf, lastName } from '../../formats/javascript/expressions.ts';
import {
  bareExpression,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { propertiesOf, propertyOf } from '../../formats/javascript/objects.ts';
import { type StringLiteral, stringLiteral } from '../../formats/javascript/string-literal.ts';
import { envValueOf } from '../facts/env-values.ts';
import type { KnexConfig } from '../facts/knex-configs.ts';
import type { Project } from '../project.ts';

/** What a Knex configuration connects to, as far as it can be read. */
export interface KnexConnection {
  /** The source of the expression that gives the address at run time; empty where it is fixed. */
  readonly expression: string;
  /** How the expression is joined with its default, such as `||`. */
  readonly operator: string;
  /** The environment variable behind the expression, where it is read without a detour. */
  readonly variable: string;
  /** What is written out, as a URL: the address, its default, a file, a database's name. */
  readonly url?: DatabaseUrl;
  /** The database's name or the file's, empty where it is not known. */
  readonly database: string;
}

const partNames = ['host', 'user', 'password', 'port', 'database', 'socketPath'];

/** Reads a configuration's connection; `undefined` where it is made in a way that is not followed. */
export function readConnection(project: Project, config: KnexConfig): KnexConnection | undefined {
  const value = config.connectionValue;
  if (!value) return undefined;
  const bare = returnedBy(bareExpression(value));
  if (bare.name !== 'ObjectExpression') return readAddress(project, config, bare);
  return readObject(project, config, bare);
}

/** What `() => ({ ... })` gives: Knex takes a function in the place of a connection. */
function returnedBy(value: JavaScriptNode): JavaScriptNode {
  const body = value.name === 'ArrowFunction' ? value.lastChild : null;
  return body ? bareExpression(body) : value;
}

/** `{ connectionString }`, `{ filename }`, or the parts of a connection. */
function readObject(
  project: Project,
  config: KnexConfig,
  object: JavaScriptNode,
): KnexConnection | undefined {
  const { module } = config.file;
  const address = propertyOf(module, object, 'connectionString');
  if (address?.value) return readAddress(project, config, address.value);
  const file = propertyOf(module, object, 'filename')?.value;
  if (file) return readAddress(project, config, file) ?? fixed(config, lastString(module, file));
  const names = propertiesOf(module, object).map(({ name }) => name);
  if (!names.some((name) => partNames.includes(name))) return undefined;
  const database = propertyOf(module, object, 'database')?.value;
  return fixed(config, database ? textBehind(project, module, database) : '');
}

/** The last string of an expression: the file's name in `path.join(__dirname, 'data', 'a.db')`. */
function lastString(module: JavaScriptModule, node: JavaScriptNode): string {
  const last = nodesOf(node, 'String', 'TemplateString').at(-1);
  return (last && stringLiteral(module, last)?.value) ?? '';
}

function readAddress(
  project: Project,
  config: KnexConfig,
  node: JavaScriptNode,
): KnexConnection | undefined {
  const { module } = config.file;
  const bare = bareExpression(node);
  const literal = stringLiteral(module, bare);
  if (literal) return isNamed(config, literal) ? fixed(config, literal.value) : undefined;
  const fallback = fallbackOf(module, bare);
  if (!fallback) return readVariable(project, config, { value: bare, preset: '', operator: '||' });
  const other = bareExpression(fallback.fallback);
  if (other.name === 'ObjectExpression') return readObject(project, config, other);
  const preset = stringLiteral(module, other);
  if (!preset || !isNamed(config, preset)) return undefined;
  const value = bareExpression(fallback.value);
  const operator = module.text.slice(value.to, fallback.fallback.from).trim();
  return readVariable(project, config, { value, preset: preset.value, operator });
}

/** An expression that reads a variable, with the address that holds where it is not set. */
interface ReadValue {
  readonly value: JavaScriptNode;
  readonly preset: string;
  readonly operator: string;
}

function readVariable(
  project: Project,
  config: KnexConfig,
  { value, preset, operator }: ReadValue,
): KnexConnection | undefined {
  const { module } = config.file;
  const variable = environmentVariable(module, value);
  const name = variable ?? lastName(module, value);
  const known = name ? envValueOf(project, name) : undefined;
  if (!name || (!variable && known === undefined)) return undefined;
  const expression = textOf(module, value);
  return { ...fixed(config, known ?? preset), expression, operator, variable: variable ?? '' };
}

/** Whether a text names its database: one that is put in at run time can be another each time. */
function isNamed(config: KnexConfig, { value, holes }: StringLiteral): boolean {
  return holes.length === 0 || fixed(config, value).database !== '';
}

/** An address that is written out: a URL, the path of a file, the name of a database. */
function fixed({ engine }: KnexConfig, address: string): KnexConnection {
  const isName = address !== '' && !address.includes(':');
  const url = parseDatabaseUrl(
    isName ? `${engine.schemes[0]}://${engine.server ? 'server' : ''}/${address}` : address,
  );
  const path = url?.database ?? '';
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:db|sqlite3?)$/, '');
  const database = /^[\w-]+$/.test(stem) ? stem : '';
  return { expression: '', operator: '', variable: '', ...(url && { url }), database };
}

/** What an expression is at run time, from its literal, its default or the env files. */
function textBehind(project: Project, module: JavaScriptModule, node: JavaScriptNode): string {
  const fallback = fallbackOf(module, node);
  const value = bareExpression(fallback?.value ?? node);
  const written =
    stringLiteral(module, value) ?? (fallback && stringLiteral(module, fallback.fallback));
  const name = environmentVariable(module, value) ?? lastName(module, value);
  return (name && envValueOf(project, name)) || (written?.value ?? '');
}
