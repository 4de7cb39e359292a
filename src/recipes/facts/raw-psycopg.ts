import { callsOf, importsOf, qualifiedName } from '../../formats/python/imports.ts';
import { nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { oncePer, type Project } from '../project.ts';
import { rowKindOf, sqlite3Name } from '../python/raw-names.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** A file that talks to PostgreSQL through psycopg 2 or 3 itself. */
export interface RawFile {
  readonly file: PythonFile;
  /** Calls that open a connection. */
  readonly connects: readonly PythonNode[];
  /** Calls of `execute` and `executemany`. */
  readonly executes: readonly PythonNode[];
  /** What has no counterpart in sqlite3; a file with any of it is left. */
  readonly obstacles: readonly PythonNode[];
}

const drivers = /^psycopg2?(?:\.|$)/;
const families = /^(?:psycopg2?|psycopg_pool)(?:\.|$)/;
const connect = /^psycopg2?(?:\.Connection)?\.connect$/;

/** Methods and attributes for what only the server or its drivers can do. */
const obstacleMethods =
  /\.(?:copy_expert|copy_from|copy_to|copy|mogrify|notifies|set_isolation_level|set_client_encoding|callproc|lobject|pipeline|getconn|putconn|cancel|set_session|pgcode|pgerror|diag)$/;

/** The project's files that use psycopg themselves, in path order. */
export const rawFilesOf: (project: Project) => readonly RawFile[] = oncePer((project: Project) => {
  const users = pythonFilesWith(project, /\bpsycopg/).filter(({ module }) =>
    importsOf(module).some((found) => families.test(found.module)),
  );
  const connects = users.some((file) => connectsOf(file).length > 0);
  const helpers = pythonFilesWith(project, /\.execute(?:many)?\(/).filter((file) => {
    return connects && !users.some(({ path }) => path === file.path) && isHelper(file);
  });
  const raw = users.filter((file) => connects && !usesToolkit(file));
  return [...raw, ...helpers].map(readFile);
});

/** A file that is given its connection: it writes placeholders, and knows no other toolkit. */
function isHelper(file: PythonFile): boolean {
  return /%s|%\(\w+\)s/.test(file.source.text) && !usesToolkit(file);
}

function usesToolkit({ module }: PythonFile): boolean {
  return importsOf(module).some(({ module: name }) => {
    return /^(?:sqlalchemy|sqlmodel|django|alembic|sqlite3|pymysql|MySQLdb|mysql)\b/.test(name);
  });
}

function connectsOf({ module }: PythonFile): readonly PythonNode[] {
  return callsOf(module, module.root, (name) => connect.test(name));
}

function readFile(file: PythonFile): RawFile {
  const { module } = file;
  const executes = nodesOf(module.root, 'CallExpression').filter(({ firstChild }) => {
    return firstChild && /\.execute(?:many)?$/.test(textOf(module, firstChild));
  });
  const blocked = nodesOf(module.root, 'MemberExpression', 'VariableName').filter((node) => {
    const { parent } = node;
    if (parent?.name === 'ImportStatement' || isKeyword(node)) return false;
    if (node.name === 'MemberExpression' && obstacleMethods.test(textOf(module, node))) return true;
    const name = qualifiedName(module, node);
    if (!name || !families.test(name)) return false;
    const isObject = parent?.name === 'MemberExpression' && parent.firstChild?.from === node.from;
    return !isObject && !hasCounterpart(name);
  });
  return { file, connects: connectsOf(file), executes, obstacles: blocked };
}

function isKeyword({ parent, nextSibling }: PythonNode): boolean {
  return parent?.name === 'ArgList' && nextSibling?.name === 'AssignOp';
}

/** Whether a name of the driver has something in sqlite3 in its place. */
function hasCounterpart(name: string): boolean {
  const batch = /^psycopg2\.extras\.execute_(?:values|batch)$/;
  const known = sqlite3Name(name) ?? rowKindOf(name);
  return known !== undefined || connect.test(name) || batch.test(name);
}

/** Whether a file is moved away from the driver by a switch that replaces it. */
export function isMovedFile(project: Project, path: string): boolean {
  return rawFilesOf(project).some(({ file, obstacles: blocked }) => {
    return file.path === path && blocked.length === 0;
  });
}

/** Whether a name belongs to the driver. */
export function isDriverName(name: string): boolean {
  return drivers.test(name);
}
