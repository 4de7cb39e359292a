import { quoteString } from '../../../formats/javascript/string-literal.ts';
import { type ModuleLanguage, poolModuleMark } from '../../facts/pg-code.ts';
import { clientCode, statementCode } from './client-code.ts';
import { errorClasses, errorCode, valueCode } from './value-code.ts';

/** What a project's support module has to know. */
export interface PoolModule {
  readonly language: ModuleLanguage;
  /** The database's file, relative to the application's working directory. */
  readonly file: string;
  /** The database's name on the server. */
  readonly database: string;
  /** Statements that every connection begins with. */
  readonly pragmas: readonly string[];
  /** Types of columns whose values need a conversion, by table and column. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Given where both engines stay: statements in the server's SQL with SQLite's. */
  readonly statements?: ReadonlyMap<string, string>;
}

/** The text of the module that stands for `pg` in a project whose database is a file. */
export function poolModuleText(module: PoolModule): string {
  const { language } = module;
  const text = [
    head(module),
    language === 'typescript' ? typeCode(module) : '',
    settings(module),
    valueCode,
    module.statements ? errorClasses.shared : errorClasses.own,
    errorCode,
    module.statements ? '' : defaultsCode,
    statementCode,
    clientCode,
    module.statements ? choiceCode : '',
    exported(module),
  ];
  const code = text
    .filter(Boolean)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
  return language === 'typescript' ? code.replace(/[«»]/g, '') : code.replace(/«[^»]*»/g, '');
}

const defaultsCode = `const defaults«: Record<string, unknown>» = {
  /** As in pg: 64 bits as a number and not as text. */
  set parseInt8(isNumber«: unknown») {
    parsers.set(builtins.INT8, isNumber ? Number : String);
  },
};
`;

function head({ language, statements }: PoolModule): string {
  const packages = [
    ['{ EventEmitter }', 'node:events'],
    ['{ mkdirSync }', 'node:fs'],
    ['{ dirname, join }', 'node:path'],
    ['Database', 'better-sqlite3'],
    ...(statements ? [['pg', 'pg']] : []),
  ];
  const lines = packages.map(([names, from]) =>
    language === 'commonjs'
      ? `const ${names} = require('${from}');`
      : `import ${names} from '${from}';`,
  );
  const purpose = statements
    ? '// A URL of a server gets pg itself, anything else a file. The code above it stays as it is.'
    : '// Code that was written for pg runs on it: queries, transactions, rows and error codes.';
  const strict = language === 'commonjs' ? ["'use strict';", ''] : [];
  return [poolModuleMark, purpose, ...strict, ...lines, ''].join('\n');
}

function settings({ file, database, pragmas, columns, statements }: PoolModule): string {
  const usual = `const usual = { file: ${quoted(file)}, database: ${quoted(database)} };`;
  const given = pragmas.map((pragma) => quoted(pragma.replace(/^pragma\s+/i, '')));
  const tables = [...columns].map(([table, types]) => {
    const entries = [...types].map(([name, type]) => `${key(name)}: ${quoted(type)}`);
    const line = `  ${key(table)}: { ${entries.join(', ')} },`;
    if (line.length <= 100) return line;
    return [`  ${key(table)}: {`, ...entries.map((entry) => `    ${entry},`), '  },'].join('\n');
  });
  return [
    usual,
    `const pragmas = [${given.join(', ')}];`,
    '',
    '/** Milliseconds that a statement waits for the transaction of another client. */',
    'const patience = 10_000;',
    '',
    '/** Types of columns that SQLite keeps as text or as a number. */',
    'const columns«: Record<string, Record<string, string>>» = {',
    ...tables,
    '};',
    '',
    ...statementSettings(statements),
    "const isServer = (address«: unknown») => /^postgres(?:ql)?:/.test(String(address ?? ''));",
    '',
  ].join('\n');
}

function statementSettings(statements: PoolModule['statements']): readonly string[] {
  if (!statements) return ['const inSqlite = (sql«: string») => sql;', ''];
  const lines = [...statements].map(([from, to]) => `  [${quoted(from)}, ${quoted(to)}],`);
  return [
    '/** Statements that SQLite takes in another form. Exchange one where the code changes its own. */',
    'const statements = new Map«<string, string>»([',
    ...lines,
    ']);',
    '',
    'const inSqlite = (sql«: string») => statements.get(sql) ?? sql;',
    '',
  ];
}

function quoted(text: string): string {
  return quoteString(text, text.includes('\n') ? '`' : "'").replace(/\$(?=\{)/g, '\\$');
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

function typeCode({ statements }: PoolModule): string {
  const own = `export interface PoolConfig {
  connectionString?: string;
  database?: string;
  [option: string]: unknown;
}

export interface QueryConfig<I = any[]> {
  text: string;
  values?: I;
  rowMode?: string;
  name?: string;
}

export type QueryResultRow = Record<string, any>;

export interface QueryResult<R = any> {
  command: string;
  rowCount: number | null;
  oid: number;
  fields: { name: string }[];
  rows: R[];
}

export type QueryArrayResult<R = any[]> = QueryResult<R>;
export type FieldDef = QueryResult['fields'][number];
export type ClientConfig = PoolConfig;
export type ConnectionConfig = PoolConfig;
export type PoolClient = FileClient;
export type ClientBase = FileClient;
`;
  const plain = own.replace(/^export (?!interface)type \w+(?:<[^>]*>)? = [\s\S]*?;\n/gm, '');
  const text = statements ? plain.replaceAll('export ', '') : own;
  return `type Loose = any;\n\n${text}`;
}

const choiceCode = `/** The pool of pg for the URL of a server, of a file for anything else. */
class ChosenPool {
  constructor(config«?: PoolConfig») {
    return isServer(addressOf(config)) ? new pg.Pool(config) : new FilePool(config);
  }
}

class ChosenClient {
  constructor(config«?: PoolConfig | string») {
    return isServer(addressOf(config)) ? new pg.Client(config) : new FileClient(config);
  }
}

/** Without any address, the parts (PGHOST, host: ...) are those of a server. */
function addressOf(config«?: PoolConfig | string») {
  const given = typeof config === 'string' ? config : config?.connectionString;
  return given ?? process.env.DATABASE_URL ?? 'postgresql:';
}

const chosenTypes = {
  ...pg.types,
  setTypeParser(oid«: number», ...rest«: [Parser] | [string, Parser]») {
    types.setTypeParser(oid, ...rest);
    «(»pg.types.setTypeParser« as Loose)»(oid, ...rest);
  },
};

const { defaults, DatabaseError: ServerError } = pg;
`;

/** What the module gives, by the names of pg, with the value here. */
function exportedValues({ statements }: PoolModule): Readonly<Record<string, string>> {
  const both = statements !== undefined;
  return {
    Pool: both ? 'ChosenPool' : 'FilePool',
    Client: both ? 'ChosenClient' : 'FileClient',
    types: both ? 'chosenTypes' : 'types',
    defaults: 'defaults',
    DatabaseError: both ? 'ServerError' : 'DatabaseError',
    escapeIdentifier: 'escapeIdentifier',
    escapeLiteral: 'escapeLiteral',
  };
}

function exported(module: PoolModule): string {
  const { language, statements } = module;
  const entries = Object.entries(exportedValues(module));
  const short = (sign: string) =>
    entries.map(([given, own]) =>
      given === own ? own : sign === ':' ? `${given}: ${own}` : `${own} as ${given}`,
    );
  const list = (sign: string) => `{\n  ${short(sign).join(',\n  ')},\n}`;
  if (language === 'commonjs') return `${quotingCode}\nmodule.exports = ${list(':')};\n`;
  if (language === 'esm') {
    return `${quotingCode}\nexport ${list('as')};\nexport default ${list(':')};\n`;
  }
  return `${quotingCode}\n${statements ? chosenExports : `export ${list('as')};\n`}`;
}

const quotingCode = `const escapeIdentifier = (name«: string») => \`"\${name.replace(/"/g, '""')}"\`;
const escapeLiteral = (text«: string») => \`'\${text.replace(/'/g, "''")}'\`;
`;

const typeNames = [
  'ClientBase',
  'ClientConfig',
  'ConnectionConfig',
  'FieldDef',
  'PoolClient',
  'PoolConfig',
  'QueryArrayResult',
  'QueryConfig',
  'QueryResult',
  'QueryResultRow',
];
const typesOfPg = `export type {\n  ${typeNames.join(',\n  ')},\n} from 'pg';`;

/** For TypeScript, a chosen pool is one of pg's: what is called of both is the same. */
const chosenExports = `const Pool = ChosenPool as unknown as typeof pg.Pool;
type Pool = pg.Pool;
const Client = ChosenClient as unknown as typeof pg.Client;
type Client = pg.Client;

export { Pool, Client, chosenTypes as types, defaults, ServerError as DatabaseError, escapeIdentifier, escapeLiteral };
${typesOfPg}
`;
