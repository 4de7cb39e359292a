import type { TextEdit } from '../../core/edit.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { type RawFile, rawFilesOf } from '../facts/raw-psycopg.ts';
import { targetUrl } from '../facts/target-url.ts';
import type { Project } from '../project.ts';
import type { PythonFile } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { openDatabase } from './raw-helper.ts';
import { type RowKind, rowKindOf } from './raw-names.ts';

const factoryKeywords = /^(?:cursor_factory|row_factory)$/;

/** Opens the file in place of a connection to the server. */
export function connectEdits(
  { module }: PythonFile,
  call: PythonNode,
  context: SwitchContext,
): readonly TextEdit[] {
  const all = argumentsOf(module, call);
  const url = all.find(({ name, star }) => !star && /^(?:|dsn|conninfo)$/.test(name))?.value;
  const isExpression = url && !stringLiteral(module, url);
  const source = isExpression ? textOf(module, url) : defaultUrl(module, call, context);
  const automatic = all.some(({ name, value }) => {
    return name === 'autocommit' && textOf(module, value) === 'True';
  });
  const shared = enclosing(call, 'FunctionDefinition') === undefined;
  const options = [
    ...(automatic ? ['isolation_level=None'] : []),
    ...(shared ? ['check_same_thread=False'] : []),
  ];
  const opened = `${openDatabase}(${[source, ...options].join(', ')})`;
  const alias = closesAtEnd(module, call) ? aliasBehind(call) : undefined;
  if (!alias) return [{ start: call.from, end: call.to, newText: opened }];
  const name = textOf(module, alias);
  return [
    { start: call.from, end: call.to, newText: `closing(${opened})` },
    { start: alias.to, end: alias.to, newText: `, ${name}` },
  ];
}

/** The variable that compose and env files set, or the file where none does. */
function defaultUrl(module: PythonModule, call: PythonNode, context: SwitchContext): string {
  const named = argumentsOf(module, call).find(({ name }) => /^(?:dbname|database)$/.test(name));
  const literal = named && stringLiteral(module, named.value);
  const name = literal && literal.holes.length === 0 ? literal.value : '';
  const old = parseDatabaseUrl(`${context.source.schemes[0]}://host/${name}`);
  const url = (old && targetUrl(context, old, name, 'sync')) ?? '';
  return `os.getenv("DATABASE_URL", "${url}")`;
}

/** psycopg 3 closes a connection at the end of its `with`; psycopg2 and sqlite3 do not. */
function closesAtEnd(module: PythonModule, call: PythonNode): boolean {
  return /^psycopg\./.test(calledName(module, call) ?? '');
}

function aliasBehind({ parent, nextSibling }: PythonNode): PythonNode | undefined {
  const alias = nextSibling?.name === 'as' ? nextSibling.nextSibling : null;
  return parent?.name === 'WithStatement' && alias?.name === 'VariableName' ? alias : undefined;
}

/** sqlite3's cursors take no options and are no context managers. */
export function cursorEdits({ module }: PythonFile): readonly TextEdit[] {
  return cursorCalls(module).flatMap((call) => {
    const list = call.getChild('ArgList');
    const inWith = call.parent?.name === 'WithStatement';
    const emptied =
      list && list.to - list.from > 2 ? [{ start: list.from, end: list.to, newText: '()' }] : [];
    if (!inWith) return emptied;
    return [
      { start: call.from, end: call.from, newText: 'closing(' },
      ...emptied,
      { start: call.to, end: call.to, newText: ')' },
    ];
  });
}

function cursorCalls(module: PythonModule): readonly PythonNode[] {
  return nodesOf(module.root, 'CallExpression').filter(({ firstChild }) => {
    return firstChild && /\.cursor$/.test(textOf(module, firstChild));
  });
}

/** `connection.autocommit = True` and `with connection.transaction():`. */
export function stateEdits({ module }: PythonFile): readonly TextEdit[] {
  const assigned = nodesOf(module.root, 'AssignStatement').flatMap(({ firstChild, lastChild }) => {
    const property = firstChild?.lastChild;
    const isAutocommit = property && textOf(module, property) === 'autocommit';
    if (firstChild?.name !== 'MemberExpression' || !isAutocommit || !lastChild) return [];
    const level = textOf(module, lastChild) === 'True' ? 'None' : '"DEFERRED"';
    return [
      { start: property.from, end: property.to, newText: 'isolation_level' },
      { start: lastChild.from, end: lastChild.to, newText: level },
    ];
  });
  const blocks = nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const method = call.parent?.name === 'WithStatement' ? call.firstChild : null;
    const object = method?.firstChild;
    if (!method || !object || !/\.transaction$/.test(textOf(module, method))) return [];
    return [{ start: object.to, end: call.to, newText: '' }];
  });
  return [...assigned, ...blocks];
}

/**
 * What rows are to be: as the project's cursors and connections ask. Where some ask for dicts and
 * others for tuples, `sqlite3.Row` is both.
 */
export function rowKindOfProject(project: Project): RowKind {
  const kinds = new Set(rawFilesOf(project).flatMap((raw) => kindsIn(raw)));
  if (kinds.size <= 1) return [...kinds][0] ?? 'tuple';
  return 'row';
}

function kindsIn({ file: { module }, connects }: RawFile): readonly RowKind[] {
  const atConnect = connects.flatMap((call) => factoryKind(module, call) ?? []);
  if (atConnect.length > 0) return atConnect;
  return cursorCalls(module).map((call) => factoryKind(module, call) ?? 'tuple');
}

function factoryKind(module: PythonModule, call: PythonNode): RowKind | undefined {
  const factory = argumentsOf(module, call).find(({ name }) => factoryKeywords.test(name));
  return factory && rowKindOf(textOf(module, factory.value));
}

/** The cursors of a file that ask for dicts. */
export function dictFactories({ module }: PythonFile): readonly PythonNode[] {
  return cursorCalls(module).filter((call) => factoryKind(module, call) === 'dict');
}
