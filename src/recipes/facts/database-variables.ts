import type { Engine } from '../../engines/engine.ts';

/** What a variable that is part of a connection holds. */
export type PartRole =
  | 'host'
  | 'port'
  | 'user'
  | 'password'
  | 'name'
  | 'schema'
  | 'ssl'
  | 'setting';

/** A variable that holds a part of a connection rather than a whole URL. */
export interface PartVariable {
  readonly role: PartRole;
  /** What stands before the role, such as `POSTGRES_` or `DB_`. */
  readonly prefix: string;
  /** Whether the prefix is one that the engine's own server or clients read. */
  readonly ofEngine: boolean;
}

const roleForms: readonly (readonly [PartRole, RegExp])[] = [
  ['host', /^(?:HOST|HOSTNAME|SERVER|HOST_?ADDR|ADDRESS|HOST_PORT)$/],
  ['port', /^PORT$/],
  ['user', /^(?:USER|USERNAME|USER_?NAME|LOGIN)$/],
  ['password', /^(?:PASSWORD|PASS|PASSWD|PWD|PASSFILE|PASSWORD_FILE|USER_PASSWORD)$/],
  ['name', /^(?:DB|DBNAME|DB_NAME|DATABASE|DATABASE_NAME|NAME)$/],
  ['schema', /^(?:SCHEMA|SEARCH_PATH|DB_SCHEMA)$/],
  ['ssl', /^(?:SSL|SSLMODE|SSL_MODE|SSLROOTCERT|SSLCERT|SSLKEY|USE_SSL)$/],
  [
    'setting',
    /^(?:INITDB_ARGS|INITDB_WALDIR|HOST_AUTH_METHOD|OPTIONS|DATA|APPNAME|CONNECT_TIMEOUT|SERVICE|TZ|CLIENTENCODING|VERSION|IMAGE|TAG)$/,
  ],
];

/** Prefixes of parts that do not say which engine is meant. */
const generalPrefixes = /^(?:[A-Z0-9]+_)?(?:DB|DATABASE|SQL|RDS)_{0,2}$/;

/** Reads a variable's name as that of a connection's part; `undefined` for any other name. */
export function partVariable(name: string, engine: Engine): PartVariable | undefined {
  const upper = name.toUpperCase();
  const own = (engine.server?.variablePrefixes ?? []).flatMap((prefix) =>
    afterPrefix(upper, prefix),
  );
  for (const { prefix, rest } of own) {
    const role = roleOf(rest);
    if (role) return { role, prefix, ofEngine: true };
  }
  for (let at = upper.length - 1; at > 0; at -= 1) {
    const role = generalPrefixes.test(upper.slice(0, at)) && roleOf(upper.slice(at));
    if (role && role !== 'setting') return { role, prefix: upper.slice(0, at), ofEngine: false };
  }
  return undefined;
}

/** `POSTGRES_` also stands behind a project's own prefix, as in `APP_POSTGRES_HOST`. */
function afterPrefix(name: string, prefix: string) {
  const at = name.startsWith(prefix) ? 0 : name.indexOf(`_${prefix}`) + 1;
  if (at === 0 && !name.startsWith(prefix)) return [];
  const rest = name.slice(at + prefix.length).replace(/^_/, '');
  return [{ prefix: name.slice(0, name.length - rest.length), rest }];
}

function roleOf(rest: string): PartRole | undefined {
  return roleForms.find(([, form]) => form.test(rest))?.[0];
}

const selectorSuffix =
  '_(?:ENGINE|TYPE|CLIENT|DRIVER|DIALECT|BACKEND|CONNECTION|PROVIDER|VENDOR|KIND|SCHEME|PROTOCOL)';
const database = '^(?:[A-Z0-9]+_)*(?:DB|DATABASE|SQL|STORAGE|KNEX)';
const selectorForm = new RegExp(`${database}(?:${selectorSuffix})?$`, 'i');
const tellingForm = new RegExp(`${database}${selectorSuffix}$`, 'i');

/** Whether a variable's name can be one whose value chooses the engine, as `DB_ENGINE` and `DATABASE`. */
export function isSelectorVariable(name: string): boolean {
  return selectorForm.test(name);
}

/** Whether the name alone says so: `DATABASE` can hold a database's name as well. */
export function isTellingSelector(name: string): boolean {
  return tellingForm.test(name);
}

/** The lists of names for engines that a selector's value can be taken from. */
const vocabularies = [
  (engine: Engine) => engine.djangoBackends,
  (engine: Engine) => engine.selectorNames,
  (engine: Engine) => engine.nodeDrivers.flatMap(({ knexClients }) => knexClients),
  sqlalchemyNames,
] as const;

function sqlalchemyNames(engine: Engine): readonly string[] {
  return engine.pythonDrivers.flatMap(({ urlDriver }) =>
    urlDriver ? [`${engine.sqlalchemyDialect}+${urlDriver}`] : [],
  );
}

/** The names for `target` of the lists in which this value names `source`, the most exact first. */
export function selectorNamesFor(value: string, source: Engine, target: Engine): readonly string[] {
  const known = vocabularies.filter((names) => names(source).includes(value.toLowerCase()));
  return [...new Set(known.flatMap((names) => names(target)))];
}
