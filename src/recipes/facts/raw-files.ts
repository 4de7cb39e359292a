import { oncePer } from '../../core/once-per.ts';
import { calledName, callsOf, importsOf } from '../../formats/python/imports.ts';
import { nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type DriverFamily, rawFamilies } from './raw-family.ts';
import {
  followStatements,
  type ProjectStatements,
  type StatementCall,
  type StatementSite,
} from './raw-statements.ts';

/** A file that talks to a database through a driver itself, or writes its statements. */
export interface RawFile {
  readonly file: PythonFile;
  /** Calls that open a connection. */
  readonly connects: readonly PythonNode[];
  /** Calls that make a pool. */
  readonly pools: readonly PythonNode[];
  /** Calls that take a statement. */
  readonly executes: readonly PythonNode[];
  /** Its strings that go to the database. */
  readonly sites: readonly StatementSite[];
}

/** The code of a project that calls a driver itself. */
export interface RawCode {
  readonly files: readonly RawFile[];
  readonly statements: ProjectStatements;
}

const known = new Map<DriverFamily, (project: Project) => RawCode>();

/** A project's code that calls a driver of the family itself, in path order. */
export function rawCodeOf(project: Project, family: DriverFamily): RawCode {
  const read = known.get(family) ?? oncePer((each: Project) => readCode(each, family));
  known.set(family, read);
  return read(project);
}

function readCode(project: Project, family: DriverFamily): RawCode {
  const opens = pythonFilesWith(project, family.mention).some(
    (file) => !usesToolkit(file, family) && opened(file, family).length > 0,
  );
  if (!opens) return { files: [], statements: { sites: [], atRunTime: [] } };
  // A statement can come from anywhere.
  const all = pythonFilesWith(project, /[\s\S]/).filter((file) => !usesToolkit(file, family));
  const users = all.filter((file) => usesDriver(file, family));
  const helpers = all.filter((file) => !users.includes(file) && isHelper(file, family));
  const talking = [...users, ...helpers];
  const calls = talking.flatMap((file) => statementCalls(file, family));
  const statements = followStatements(all, calls);
  const written = new Set(statements.sites.map(({ file }) => file));
  const files = all.filter((file) => talking.includes(file) || written.has(file));
  return { files: files.map((file) => readFile(file, family, calls, statements)), statements };
}

function readFile(
  file: PythonFile,
  family: DriverFamily,
  calls: readonly StatementCall[],
  statements: ProjectStatements,
): RawFile {
  const { module } = file;
  return {
    file,
    connects: callsOf(module, module.root, (name) => family.connect.test(name)),
    pools: callsOf(module, module.root, (name) => family.pool.test(name)),
    executes: calls.flatMap((each) => (each.file === file ? each.call : [])),
    sites: statements.sites.filter((site) => site.file === file),
  };
}

function opened({ module }: PythonFile, { connect, pool }: DriverFamily): readonly PythonNode[] {
  return callsOf(module, module.root, (name) => connect.test(name) || pool.test(name));
}

function usesDriver({ module }: PythonFile, { modules }: DriverFamily): boolean {
  return importsOf(module).some((found) => modules.test(found.module));
}

/** A file that is given its connection: it writes placeholders, or knows no other database. */
function isHelper({ source }: PythonFile, { executes, placeholders }: DriverFamily): boolean {
  const methods = new RegExp(`\\.(?:${[...executes].join('|')})\\(`);
  return methods.test(source.text) && placeholders.test(source.text);
}

const toolkits =
  /^(?:sqlalchemy|sqlmodel|django|alembic|sqlite3|aiosqlite|psycopg2?|psycopg_pool|asyncpg|pymysql|MySQLdb|mysql|duckdb|pymongo|redis)\b/;

/** Code of another database, or of a toolkit whose `execute` takes no driver's statements. */
function usesToolkit({ module }: PythonFile, { modules }: DriverFamily): boolean {
  return importsOf(module).some(({ module: name }) => toolkits.test(name) && !modules.test(name));
}

function statementCalls(file: PythonFile, family: DriverFamily): readonly StatementCall[] {
  const { module } = file;
  return nodesOf(module.root, 'CallExpression').flatMap((call): readonly StatementCall[] => {
    const callee = call.firstChild;
    if (!callee) return [];
    if (family.functions.test(calledName(module, call) ?? '')) return [{ file, call, position: 1 }];
    const method = callee.name === 'MemberExpression' ? callee.lastChild : null;
    const isTaken = method !== null && family.executes.has(textOf(module, method));
    return isTaken ? [{ file, call, position: 0 }] : [];
  });
}

/** Paths of the files whose statements are those of a driver, whichever it is. */
export const rawPathsOf: (project: Project) => ReadonlySet<string> = oncePer((project: Project) => {
  const code = rawFamilies.flatMap((family) => rawCodeOf(project, family).files);
  return new Set(code.map(({ file }) => file.path));
});

/** Whether a project's code calls drivers itself and has no toolkit whose URLs name one. */
export const callsDriversAlone: (project: Project) => boolean = oncePer((project: Project) => {
  const toolkit = /^(?:sqlalchemy|sqlmodel|flask_sqlalchemy|databases|tortoise|ormar|peewee)\b/;
  const files = pythonFilesWith(project, /sqlalchemy|sqlmodel|databases|tortoise|ormar|peewee/);
  const uses = files.some(({ module }) => {
    return importsOf(module).some((found) => toolkit.test(found.module));
  });
  return !uses && rawPathsOf(project).size > 0;
});
