import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { environmentVariable, fallbackOf, lastName } from '../../formats/javascript/expressions.ts';
import {
  bareExpression,
  type JavaScriptModule,
  type JavaScriptNode,
  textOf,
} from '../../formats/javascript/module.ts';
import { propertiesOf, propertyOf } from '../../formats/javascript/objects.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import { envFilesOf } from '../facts/env-files.ts';
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
  const { module } = config.file;
  const value = config.connection?.value;
  if (!value) return undefined;
  const bare = bareExpression(value);
  if (bare.name !== 'ObjectExpression') return readAddress(project, config, bare);
  const address =
    propertyOf(module, bare, 'connectionString') ?? propertyOf(module, bare, 'filename');
  if (address) return address.value && readAddress(project, config, address.value);
  const names = propertiesOf(module, bare).map(({ name }) => name);
  if (!names.some((name) => partNames.includes(name))) return undefined;
  const database = propertyOf(module, bare, 'database')?.value;
  return fixed(config, database ? textBehind(project, module, database) : '');
}

function readAddress(
  project: Project,
  config: KnexConfig,
  node: JavaScriptNode,
): KnexConnection | undefined {
  const { module } = config.file;
  const bare = bareExpression(node);
  const literal = stringLiteral(module, bare);
  if (literal) return fixed(config, literal.value);
  const fallback = fallbackOf(module, bare);
  const value = fallback?.value ?? bare;
  const preset = fallback && stringLiteral(module, bareExpression(fallback.fallback));
  if (fallback && !preset) return undefined;
  const variable = environmentVariable(module, value);
  const name = variable ?? lastName(module, value);
  if (!name || (!variable && valueOfVariable(project, name) === undefined)) return undefined;
  return {
    ...fixed(config, valueOfVariable(project, name) ?? preset?.value ?? ''),
    expression: textOf(module, value),
    operator: fallback ? module.text.slice(value.to, fallback.fallback.from).trim() : '||',
    variable: variable ?? '',
  };
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
  return (name && valueOfVariable(project, name)) || (written?.value ?? '');
}

/** The value that the project's env files give a variable; those of tests are not asked. */
function valueOfVariable(project: Project, name: string): string | undefined {
  for (const { profile, document } of envFilesOf(project)) {
    if (profile === 'test') continue;
    const entry = document.entries.find(({ key, commented }) => key === name && !commented);
    if (entry) return entry.value;
  }
  return undefined;
}
