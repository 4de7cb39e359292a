import type { TextEdit } from '../../../core/edit.ts';
import type { CallStyle } from '../../../engines/engine.ts';
import { parseDatabaseUrl } from '../../../engines/url.ts';
import { argumentsOf } from '../../../formats/python/arguments.ts';
import { dictionaryOf } from '../../../formats/python/dictionary.ts';
import { calledName, importsOf } from '../../../formats/python/imports.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import { stringLiteral } from '../../../formats/python/string-literal.ts';
import { withItemOf } from '../../../formats/python/with-items.ts';
import type { RawFile } from '../../facts/raw-files.ts';
import { targetUrl } from '../../facts/target-url.ts';
import type { SwitchContext } from '../../recipe.ts';
import type { CodeWriter } from './code-writer.ts';
import { asyncDatabaseFileCode, asyncTransactionCode, finishedAtEnd } from './psycopg-async.ts';
import { databaseFileCode, openDatabase, transactionCode } from './support-code.ts';

/** What a rewriting of one file works with. */
export interface FileRewriting {
  readonly raw: RawFile;
  readonly code: CodeWriter;
  readonly context: SwitchContext;
  /** Functions of the project that return a connection which closes at the end of a `with`. */
  readonly openers: ReadonlySet<string>;
  readonly style: CallStyle;
}

/** Opens the file in place of a connection to the server. */
export function connectEdits(rewriting: FileRewriting): readonly TextEdit[] {
  const { raw, code } = rewriting;
  const { module } = raw.file;
  return raw.connects.flatMap((call) => {
    const opened = `${openDatabase}(${openArguments(rewriting, call).join(', ')})`;
    if (rewriting.style === 'async') {
      return [{ start: call.from, end: call.to, newText: opened }, ...finishedAtEnd(code, call)];
    }
    const alias = closesAtEnd(module, call) ? withItemOf(call)?.alias : undefined;
    if (!alias) return [{ start: call.from, end: call.to, newText: opened }];
    const closing = code.name('contextlib', 'closing');
    return [
      { start: call.from, end: call.to, newText: `${closing}(${opened})` },
      { start: alias.to, end: alias.to, newText: `, ${textOf(module, alias)}` },
    ];
  });
}

/** A pool of connections becomes the file that each of them opens. */
export function poolEdits(rewriting: FileRewriting): readonly TextEdit[] {
  const { raw, code, style } = rewriting;
  const { module } = raw.file;
  if (raw.pools.length > 0) {
    if (style === 'async') asyncDatabaseFileCode(code);
    else databaseFileCode(code);
  }
  const opened = raw.pools.map((call) => {
    const given = openArguments(rewriting, call).join(', ');
    return { start: call.from, end: call.to, newText: `DatabaseFile(${given})` };
  });
  const hints = nodesOf(module.root, 'MemberExpression', 'VariableName').filter((node) => {
    const isCalled = node.parent?.name === 'CallExpression' && node.nextSibling?.name === 'ArgList';
    return !isCalled && poolNames.test(textOf(module, node)) && isHint(node);
  });
  return [
    ...opened,
    ...hints.map(({ from, to }) => {
      const newText = raw.pools.length > 0 ? 'DatabaseFile' : code.name('typing', 'Any');
      return { start: from, end: to, newText };
    }),
  ];
}

const poolNames = /(?:^|\.)(?:Async)?(?:Null|Simple|Threaded)?ConnectionPool$/;

function isHint(node: PythonNode): boolean {
  if (node.parent?.name === 'MemberExpression' && node.nextSibling) return false;
  return enclosing(node, 'TypeDef', 'ParamList', 'FunctionDefinition') !== undefined
    ? node.parent?.name !== 'ImportStatement'
    : false;
}

/** The URL to open, and what has to be told sqlite3. */
export function openArguments(
  { raw, context, code }: FileRewriting,
  call: PythonNode,
): readonly string[] {
  const { module } = raw.file;
  const all = argumentsOf(module, call);
  const url = urlArgument(module, call);
  const isExpression = url && !stringLiteral(module, url);
  const source = isExpression
    ? textOf(module, url)
    : `${code.whole('os')}.getenv("DATABASE_URL", "${defaultUrl(module, call, context)}")`;
  const entries = all.flatMap(({ name, value }) => {
    const inside = name === 'kwargs' ? (dictionaryOf(module, value)?.entries ?? []) : [];
    return [
      { name, value },
      ...inside.map(({ key, value: inner }) => ({ name: key, value: inner })),
    ];
  });
  const automatic = entries.some(({ name, value }) => {
    return name === 'autocommit' && textOf(module, value) === 'True';
  });
  return [source, ...(automatic ? ['isolation_level=None'] : [])];
}

function urlArgument(module: PythonModule, call: PythonNode): PythonNode | undefined {
  const all = argumentsOf(module, call);
  const named = all.find(({ name }) => /^(?:dsn|conninfo)$/.test(name));
  const own = all.filter(({ name, star }) => !name && !star);
  const isOldPool = /^psycopg2\.pool\./.test(calledName(module, call) ?? '');
  return (named ?? own[isOldPool ? 2 : 0])?.value;
}

/** The file to open where no variable names one. */
function defaultUrl(module: PythonModule, call: PythonNode, context: SwitchContext): string {
  const literal = urlArgument(module, call);
  const text = literal && stringLiteral(module, literal)?.value;
  const named = argumentsOf(module, call).find(({ name }) => /^(?:dbname|database)$/.test(name));
  const name = (named && plainText(module, named.value)) ?? databaseIn(text ?? '');
  const old = parseDatabaseUrl(`${context.source.schemes[0]}://host/${name}`);
  return (old && targetUrl(context, old, name, 'sync')) ?? '';
}

function plainText(module: PythonModule, value: PythonNode): string | undefined {
  const literal = stringLiteral(module, value);
  return literal && literal.holes.length === 0 ? literal.value : undefined;
}

/** The database that a URL or a libpq string names. */
function databaseIn(text: string): string {
  const { database = '' } = parseDatabaseUrl(text) ?? {};
  const named = /\b(?:dbname|database)\s*=\s*'?([\w-]+)/.exec(text)?.[1] ?? database;
  return /^[\w-]+$/.test(named) ? named : '';
}

/** psycopg 3 closes a connection at the end of its `with`; psycopg2 and sqlite3 do not. */
function closesAtEnd(module: PythonModule, call: PythonNode): boolean {
  return /^psycopg\./.test(calledName(module, call) ?? '');
}

/** `with get_connection() as conn`, where that is one of psycopg 3's own. */
export function openerEdits({ raw, code, openers }: FileRewriting): readonly TextEdit[] {
  const { module } = raw.file;
  return nodesOf(module.root, 'CallExpression').flatMap((call): readonly TextEdit[] => {
    const name = call.firstChild ? textOf(module, call.firstChild).replace(/^.*\./s, '') : '';
    if (!openers.has(name)) return [];
    const alias = withItemOf(call)?.alias;
    if (!alias) return finishedAtEnd(code, call);
    const closing = code.name('contextlib', 'closing');
    return [
      { start: call.from, end: call.from, newText: `${closing}(` },
      { start: call.to, end: call.to, newText: ')' },
      { start: alias.to, end: alias.to, newText: `, ${textOf(module, alias)}` },
    ];
  });
}

/** Functions that return a connection which psycopg 3 has just opened. */
export function openersIn({ file: { module }, connects }: RawFile): readonly string[] {
  const own = connects.filter((call) => closesAtEnd(module, call));
  return own.flatMap((call) => {
    const scope = enclosing(call, 'FunctionDefinition');
    const name = scope?.getChild('VariableName');
    if (!scope || !name || nodesOf(scope, 'YieldStatement', 'YieldExpression').length > 0)
      return [];
    const whole = call.parent?.name === 'AwaitExpression' ? call.parent : call;
    const variable =
      whole.parent?.name === 'AssignStatement' ? whole.parent.getChild('VariableName') : null;
    const returned = nodesOf(scope, 'ReturnStatement').some(({ lastChild }) => {
      if (!lastChild) return false;
      const text = textOf(module, lastChild);
      return lastChild.from === whole.from || (variable && text === textOf(module, variable));
    });
    return returned ? [textOf(module, name)] : [];
  });
}

/** sqlite3's cursors take no options and are no context managers; aiosqlite's are waited for. */
export function cursorEdits({ raw: { file }, code, style }: FileRewriting): readonly TextEdit[] {
  const { module } = file;
  return cursorCalls(module).flatMap((call) => {
    const list = call.getChild('ArgList');
    const emptied =
      list && list.to - list.from > 2 ? [{ start: list.from, end: list.to, newText: '()' }] : [];
    const item = withItemOf(call);
    if (style === 'async') {
      const waits = item ? [] : [{ start: call.from, end: call.from, newText: 'await ' }];
      return [...waits, ...emptied];
    }
    if (!item) return emptied;
    return [
      { start: call.from, end: call.from, newText: `${code.name('contextlib', 'closing')}(` },
      ...emptied,
      { start: call.to, end: call.to, newText: ')' },
    ];
  });
}

/** The calls that give a cursor; a project's own function of that name gives what it likes. */
export function cursorCalls(module: PythonModule): readonly PythonNode[] {
  const modules = new Set(importsOf(module).flatMap(({ name, local }) => (name ? [] : local)));
  const own = nodesOf(module.root, 'FunctionDefinition').some((definition) => {
    const name = definition.getChild('VariableName');
    return name !== null && textOf(module, name) === 'cursor';
  });
  return nodesOf(module.root, 'CallExpression').filter(({ firstChild }) => {
    const text = firstChild ? textOf(module, firstChild) : '';
    const object = text.slice(0, -'.cursor'.length);
    return text.endsWith('.cursor') && !modules.has(object) && !(own && object === 'self');
  });
}

/** `connection.autocommit = True`, `connection.row_factory = ...` and `with connection.transaction():`. */
export function stateEdits({ raw: { file }, code, style }: FileRewriting): readonly TextEdit[] {
  const { module } = file;
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
  const calls = nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const method = call.firstChild?.name === 'MemberExpression' ? call.firstChild : null;
    const name = method?.lastChild ? textOf(module, method.lastChild) : '';
    const object = method?.firstChild;
    if (!object) return [];
    if (name === 'set_isolation_level') return [isolationEdit(module, call, object)];
    if (name !== 'transaction' || !withItemOf(call)) return [];
    if (style === 'async') asyncTransactionCode(code);
    else transactionCode(code);
    const newText = `transaction(${textOf(module, object)})`;
    return [{ start: call.from, end: call.to, newText }];
  });
  return [...assigned, ...calls];
}

function isolationEdit(module: PythonModule, call: PythonNode, object: PythonNode): TextEdit {
  const [level] = argumentsOf(module, call);
  const text = level ? textOf(module, level.value) : '';
  const isAutomatic = /AUTOCOMMIT$/.test(text) || text === '0';
  const newText = `${textOf(module, object)}.isolation_level = ${isAutomatic ? 'None' : '"DEFERRED"'}`;
  return { start: call.from, end: call.to, newText };
}
