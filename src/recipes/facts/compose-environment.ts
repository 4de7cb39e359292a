import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { asMap, pairAt } from '../../formats/yaml-tree.ts';
import type { ServiceDefinition } from './compose-files.ts';
import { type EnvironmentVariable, environmentOf, keyOf, variablesIn } from './compose-services.ts';
import { parseDatabaseAddress } from './database-address.ts';
import {
  isSelectorVariable,
  type PartRole,
  partVariable,
  selectorNamesFor,
} from './database-variables.ts';
import { interpolate, onlyHole, type Variables } from './interpolation.ts';

/** An environment variable that has to do with a database. */
export type DatabaseVariable = EnvironmentVariable &
  (
    | { readonly kind: 'url'; readonly url: DatabaseUrl }
    /** A variable of a known name that gets its URL from outside. */
    | { readonly kind: 'reference' }
    | { readonly kind: 'selector'; readonly engine: Engine; readonly chosen: string }
    | {
        readonly kind: 'part';
        readonly engine: Engine;
        readonly role: PartRole;
        /** Whether only programs of the engine read a variable of this name. */
        readonly ofEngine: boolean;
      }
  );

/** Names that the URL of an application's database commonly has, the usual one first. */
export const urlNames: readonly string[] = [
  'DATABASE_URL',
  'SQLALCHEMY_DATABASE_URI',
  'SQLALCHEMY_DATABASE_URL',
  'DB_URL',
  'DATABASE_URI',
  'DB_URI',
  'POSTGRES_URL',
  'DATABASE_DSN',
  'DB_DSN',
  'PG_URL',
  'DATABASE_CONNECTION_STRING',
];

/** What a service's environment says of databases, `build.args` included. */
export function databaseVariables(
  definition: ServiceDefinition,
  variables: Variables,
  hosts: readonly string[],
): readonly DatabaseVariable[] {
  const environment = environmentOf(definition);
  const inherited = variablesIn(pairAt(asMap(keyOf(definition, 'build')?.value), 'args')?.value);
  const groups = groupsAt(environment, variables, hosts);
  return [
    ...environment.flatMap((variable) => classify(variable, variables, groups) ?? []),
    ...inherited.flatMap((variable) => {
      const found = urlVariable(variable, variables);
      return found?.kind === 'url' ? found : [];
    }),
  ];
}

const servers = Object.values(engines).filter(({ server }) => server);

/** The prefixes of variables whose host is one of the database's, such as `DB_`. */
function groupsAt(
  environment: readonly EnvironmentVariable[],
  variables: Variables,
  hosts: readonly string[],
): ReadonlySet<string> {
  return new Set(
    environment.flatMap(({ name, value }) => {
      const host = value === undefined ? '' : interpolate(value, variables).split(':')[0];
      if (!hosts.includes(host ?? '')) return [];
      return servers.flatMap((engine) => {
        const part = partVariable(name, engine);
        return part?.role === 'host' ? part.prefix : [];
      });
    }),
  );
}

function classify(
  variable: EnvironmentVariable,
  variables: Variables,
  groups: ReadonlySet<string>,
): DatabaseVariable | undefined {
  return (
    urlVariable(variable, variables) ?? selector(variable, variables) ?? part(variable, groups)
  );
}

function urlVariable(
  variable: EnvironmentVariable,
  variables: Variables,
): DatabaseVariable | undefined {
  const { name, value } = variable;
  const bare = value === undefined || isBareReference(value);
  const text = interpolate(value ?? `\${${name}}`, variables);
  const url = urlNames.includes(name) ? parseDatabaseAddress(text) : parseDatabaseUrl(text);
  if (bare) return url || urlNames.includes(name) ? { ...variable, kind: 'reference' } : undefined;
  return url && { ...variable, kind: 'url', url };
}

/** `${NAME}` with nothing that could be edited here. */
function isBareReference(value: string): boolean {
  const hole = onlyHole(value);
  return hole !== undefined && !hole.operator.endsWith('-');
}

function selector(
  variable: EnvironmentVariable,
  variables: Variables,
): DatabaseVariable | undefined {
  const { name, value } = variable;
  if (value === undefined || !(isSelectorVariable(name) || /^(?:DB|DATABASE)$/.test(name))) {
    return undefined;
  }
  const chosen = interpolate(value, variables).trim();
  const engine = Object.values(engines).find((each) => selectorNamesFor(chosen, each, each)[0]);
  return engine && { ...variable, kind: 'selector', engine, chosen };
}

function part(
  variable: EnvironmentVariable,
  groups: ReadonlySet<string>,
): DatabaseVariable | undefined {
  for (const engine of servers) {
    const found = partVariable(variable.name, engine);
    if (found && (found.ofEngine || groups.has(found.prefix))) {
      const { role, ofEngine } = found;
      return { ...variable, kind: 'part', engine, role, ofEngine };
    }
  }
  return undefined;
}
