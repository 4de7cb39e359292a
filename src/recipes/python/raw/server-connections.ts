import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { parseDatabaseUrl } from '../../../engines/url.ts';
import { argumentsOf, positional } from '../../../formats/python/arguments.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import { stringLiteral } from '../../../formats/python/string-literal.ts';
import type { RawFile } from '../../facts/raw-files.ts';
import { targetUrl } from '../../facts/target-url.ts';
import { placeIn } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';
import type { CodeWriter } from './code-writer.ts';
import type { RowReading } from './last-row-id.ts';
import type { Rewritten } from './statement-rewriting.ts';

/** What the rewriting of one file to a server's driver works with. */
export interface ServerRewriting extends RowReading {
  readonly raw: RawFile;
  readonly code: CodeWriter;
  readonly context: SwitchContext;
  /** Functions of the project that hand out one connection again and again. */
  readonly keepers: ReadonlySet<string>;
}

/** Connects to the server in place of opening a file. */
export function serverConnects(rewriting: ServerRewriting): Rewritten {
  const { connects } = rewriting.raw;
  return {
    edits: connects.flatMap((call) => connectEdit(rewriting, call)),
    notices: connects.flatMap((call) => pathNotice(rewriting, call)),
  };
}

function fileArgument({ raw: { file } }: ServerRewriting, call: PythonNode) {
  return positional(file.module, call, 0)?.value ?? argumentsOf(file.module, call)[0]?.value;
}

function connectEdit(rewriting: ServerRewriting, call: PythonNode): readonly TextEdit[] {
  const { raw, code, style } = rewriting;
  const { module } = raw.file;
  const given = fileArgument(rewriting, call);
  const constant = given && constantOf(raw, given);
  const url = constant ? textOf(module, given) : urlFor(rewriting, given).text;
  const automatic = argumentsOf(module, call).some(({ name, value }) => {
    return name === 'isolation_level' && textOf(module, value) === 'None';
  });
  const psycopg = code.whole('psycopg');
  const open = style === 'async' ? `${psycopg}.AsyncConnection.connect` : `${psycopg}.connect`;
  const isEntered = style === 'async' && call.parent?.name === 'WithStatement';
  const options = [url, ...(automatic ? ['autocommit=True'] : [])].join(', ');
  const newText = `${isEntered ? 'await ' : ''}${open}(${options})`;
  const opened = { start: call.from, end: call.to, newText };
  if (!constant) return [opened];
  const value = { start: constant.from, end: constant.to };
  return [opened, { ...value, newText: urlFor(rewriting, constant).text }];
}

/** Says that what named the file decides no more. */
function pathNotice(rewriting: ServerRewriting, call: PythonNode): readonly Notice[] {
  const { file } = rewriting.raw;
  const given = fileArgument(rewriting, call);
  if (!given || given.name === 'String' || constantOf(rewriting.raw, given)) return [];
  if (urlName(file.module, given) !== undefined) return [];
  const at = placeIn(file, { start: given.from, end: given.to });
  return [notice('raw-path-replaced', at, { name: textOf(file.module, given) })];
}

/** The value of a constant that this file has for nothing but what it opens. */
function constantOf({ file: { module }, connects }: RawFile, given: PythonNode) {
  if (given.name !== 'VariableName') return undefined;
  const name = textOf(module, given);
  const uses = nodesOf(module.root, 'VariableName').filter((node) => textOf(module, node) === name);
  const opening = connects.filter((call) =>
    uses.some(({ from, to }) => call.from < from && to < call.to),
  );
  const statement = uses[0]?.parent;
  const isConstant = statement?.name === 'AssignStatement' && statement.parent?.name === 'Script';
  const isUrl = /url|uri|dsn/i.test(name);
  return isConstant && !isUrl && uses.length === opening.length + 1
    ? statement.lastChild
    : undefined;
}

/** A URL that the code has, else the variable for it with the server of a developer. */
function urlFor({ raw, code, context, style }: ServerRewriting, given: PythonNode | undefined) {
  const { module } = raw.file;
  const named = given && urlName(module, given);
  if (named) return { text: named };
  const path = given ? literalIn(module, given) : '';
  const name = /([\w-]+)\.\w+$/.exec(path)?.[1] ?? '';
  const old = parseDatabaseUrl(`${context.source.schemes[0]}:///${path || 'app.db'}`);
  const url = (old && targetUrl(context, old, name, style)) ?? '';
  const plain = url.replace(/^(\w+)\+\w+:/, '$1:');
  return { text: `${code.whole('os')}.getenv("DATABASE_URL", "${plain}")` };
}

/** The URL that an expression takes a path out of: `URL.removeprefix("sqlite:///")`. */
function urlName(module: PythonModule, node: PythonNode): string | undefined {
  const all = [node, ...nodesOf(node, 'MemberExpression', 'VariableName')].filter(({ name }) => {
    return name === 'MemberExpression' || name === 'VariableName';
  });
  const texts = all.map((each) => textOf(module, each));
  return texts.filter((text) => /^[\w.]*(?:url|uri|dsn)$/i.test(text))[0];
}

/** The last string of an expression: `Path(__file__).parent / "notes.db"`. */
function literalIn(module: PythonModule, node: PythonNode): string {
  const own = stringLiteral(module, node)?.value;
  return (
    own ??
    nodesOf(node, 'String')
      .map((each) => stringLiteral(module, each)?.value ?? '')
      .at(-1) ??
    ''
  );
}

/** Functions that open a connection and keep it, as in Flask's `g`. */
export function keepersIn({ file: { module }, connects }: RawFile): readonly string[] {
  return connects.flatMap((call) => {
    const scope = enclosing(call, 'FunctionDefinition');
    const name = scope?.getChild('VariableName');
    const target = call.parent?.name === 'AssignStatement' ? call.parent.firstChild : null;
    const awaited = call.parent?.name === 'AwaitExpression' ? call.parent.parent?.firstChild : null;
    const kept = target ?? awaited;
    const isKept = kept?.name === 'MemberExpression' || (scope && isGlobal(module, scope, kept));
    return name && isKept ? [textOf(module, name)] : [];
  });
}

function isGlobal(module: PythonModule, scope: PythonNode, target: PythonNode | null | undefined) {
  const name = target ? textOf(module, target) : '';
  return nodesOf(scope, 'ScopeStatement').some((node) => textOf(module, node).includes(name));
}

/** `with connection:` commits and leaves the connection open; psycopg's own would close it. */
export function committingBlocks(rewriting: ServerRewriting): readonly TextEdit[] {
  const { raw, code, keepers, style } = rewriting;
  const { module } = raw.file;
  if (style === 'async') return [];
  return nodesOf(module.root, 'WithStatement').flatMap((statement) =>
    itemsOf(statement).flatMap((item): readonly TextEdit[] => {
      const text = textOf(module, item);
      const called = item.name === 'CallExpression' ? item.firstChild : null;
      const isKept = called && keepers.has(textOf(module, called).replace(/^.*\./s, ''));
      const isName = item.name === 'VariableName' || item.name === 'MemberExpression';
      const isConnection = isName && /(?:^|[._])(?:con|conn|connection|db|database)$/i.test(text);
      if (!isKept && !isConnection) return [];
      committingCode(code);
      return [
        { start: item.from, end: item.from, newText: 'committing(' },
        { start: item.to, end: item.to, newText: ')' },
      ];
    }),
  );
}

/** The expressions that a `with` enters. */
function itemsOf(statement: PythonNode): readonly PythonNode[] {
  return childrenOf(statement).filter(({ name, prevSibling }) => {
    const isFirst = prevSibling?.name === 'with' || prevSibling?.name === ',';
    return isFirst && name !== 'Body';
  });
}

function committingCode(code: CodeWriter): void {
  code.block('committing', [
    `@${code.name('contextlib', 'contextmanager')}`,
    'def committing(connection):',
    '    """Commits at the end, or takes all back; the connection stays open."""',
    '    try:',
    '        yield connection',
    '    except BaseException:',
    '        connection.rollback()',
    '        raise',
    '    connection.commit()',
  ]);
}

/** Calls that a connection or cursor of psycopg has under another name, or in another form. */
export function callEdits({ raw, style }: ServerRewriting): readonly TextEdit[] {
  const { module } = raw.file;
  const cursors = cursorNames(module);
  return raw.executes.flatMap((call): readonly TextEdit[] => {
    const method = call.firstChild?.lastChild;
    const object = call.firstChild?.firstChild;
    if (!method || !object) return [];
    const name = textOf(module, method);
    const rename = (newText: string) => ({ start: method.from, end: method.to, newText });
    const entered =
      style === 'async' && call.parent?.name === 'WithStatement'
        ? [{ start: call.from, end: call.from, newText: 'await ' }]
        : [];
    switch (name) {
      case 'executescript':
        return [rename('execute')];
      case 'executemany':
        return cursors.has(textOf(module, object)) ? [] : [rename('cursor().executemany')];
      case 'execute_fetchall':
        return [
          { start: call.from, end: call.from, newText: '(await ' },
          rename('execute'),
          { start: call.to, end: call.to, newText: ').fetchall()' },
        ];
      default:
        return entered;
    }
  });
}

/** Names that hold cursors. */
function cursorNames(module: PythonModule): ReadonlySet<string> {
  const calls = nodesOf(module.root, 'CallExpression').filter(({ firstChild }) => {
    return firstChild && /\.cursor$/.test(textOf(module, firstChild));
  });
  const names = calls.flatMap((call) => {
    const outer = call.parent?.name === 'AwaitExpression' ? call.parent : call;
    const wrapper = outer.parent?.name === 'ArgList' ? outer.parent.parent : outer;
    const assigned = outer.parent?.name === 'AssignStatement' ? outer.parent.firstChild : null;
    const alias = wrapper?.nextSibling?.name === 'as' ? wrapper.nextSibling.nextSibling : null;
    return [assigned, alias].flatMap((node) => (node ? textOf(module, node) : []));
  });
  return new Set([...names, 'cur', 'cursor', 'self.cur', 'self.cursor', 'c']);
}

/** `await connection.cursor()` waits for nothing with psycopg. */
export function cursorAwaits({ file: { module } }: RawFile): readonly TextEdit[] {
  return nodesOf(module.root, 'AwaitExpression').flatMap((node) => {
    const call = node.lastChild;
    const isCursor = call?.firstChild && /\.cursor$/.test(textOf(module, call.firstChild));
    return isCursor ? [{ start: node.from, end: call.from, newText: '' }] : [];
  });
}
