import type { TextEdit } from '../../../core/edit.ts';
import type { CallStyle, Engine } from '../../../engines/engine.ts';
import { calledName, qualifiedName } from '../../../formats/python/imports.ts';
import { nodesOf, type PythonNode, textOf } from '../../../formats/python/module.ts';
import { withItemOf } from '../../../formats/python/with-items.ts';
import { psycopgFamily } from '../../facts/raw-family.ts';
import type { PythonFile } from '../../python-files.ts';
import type { CodeWriter } from './code-writer.ts';
import { driverNames } from './driver-names.ts';
import { adapterCode, rowFactoryCode, type ValueNeeds } from './row-code.ts';
import { openDatabase } from './support-code.ts';

const asyncName = /(?:^|\.)Async\w+(?:\.|$)/;

/** How the connections of a file are waited for; a file that is given one says it by its `await`. */
export function styleOfFile({ module }: PythonFile): CallStyle {
  const names = driverNames(module, psycopgFamily);
  const isNamed = names.some((node) => asyncName.test(qualifiedName(module, node) ?? ''));
  if (isNamed) return 'async';
  const opens = nodesOf(module.root, 'CallExpression').some((call) => isOpening(call, module));
  const isAwaited = nodesOf(module.root, 'AwaitExpression').some((node) => {
    return /\.(?:execute|executemany|fetchone|fetchall)\($/.test(calledText(module, node));
  });
  return !opens && isAwaited ? 'async' : 'sync';
}

function isOpening(call: PythonNode, module: PythonFile['module']): boolean {
  const name = calledName(module, call) ?? '';
  return psycopgFamily.connect.test(name) || psycopgFamily.pool.test(name);
}

function calledText(module: PythonFile['module'], { lastChild }: PythonNode): string {
  const callee = lastChild?.name === 'CallExpression' ? lastChild.firstChild : null;
  return callee ? `${textOf(module, callee)}(` : '';
}

/** Calls that open connections in the way that the rest of their file does not. */
export function openingsOfOtherStyle({
  module,
}: Pick<PythonFile, 'module'>): readonly PythonNode[] {
  const opened = nodesOf(module.root, 'CallExpression').filter((call) => isOpening(call, module));
  const waiting = opened.filter((call) => asyncName.test(calledName(module, call) ?? ''));
  if (waiting.length === 0 || waiting.length === opened.length) return [];
  return waiting.flatMap(({ firstChild }) => firstChild ?? []);
}

/** `async with await opened as c`: ends what was begun, and closes. */
export function finishedAtEnd(code: CodeWriter, call: PythonNode): readonly TextEdit[] {
  const awaited = call.parent?.name === 'AwaitExpression' ? call.parent : undefined;
  if (!awaited || !withItemOf(awaited)?.isAsync) return [];
  finishingCode(code);
  const { from, to } = awaited;
  return [
    { start: from, end: from, newText: 'finishing(' },
    { start: to, end: to, newText: ')' },
  ];
}

function finishingCode(code: CodeWriter): void {
  code.block('finishing', [
    `@${code.name('contextlib', 'asynccontextmanager')}`,
    'async def finishing(connection):',
    '    """Keeps what a block has done, or undoes it, and closes the connection."""',
    '    try:',
    '        yield connection',
    '    except BaseException:',
    '        await connection.rollback()',
    '        raise',
    '    else:',
    '        await connection.commit()',
    '    finally:',
    '        await connection.close()',
  ]);
}

/** Defines what opens the file, for code that waits for its connections. */
export function openAsyncCode(code: CodeWriter, engine: Engine, needs: ValueNeeds): void {
  const aiosqlite = code.whole('aiosqlite');
  adapterCode(code, needs.adapters, 'aiosqlite');
  const factory = rowFactoryCode(code, needs);
  code.block('open_database', [
    `async def ${openDatabase}(url, **options):`,
    '    path = str(url).split(":///")[-1]',
    `    connection = await ${aiosqlite}.connect(path, **options)`,
    ...(factory ? [`    connection.row_factory = ${factory}`] : []),
    ...engine.sqlalchemy.connectStatements.map((t) => `    await connection.execute("${t}")`),
    '    return connection',
  ]);
}

/** Defines what stands for a pool that is waited for: the methods of psycopg's over a file. */
export function asyncDatabaseFileCode(code: CodeWriter): void {
  finishingCode(code);
  code.block('pool', [
    'class DatabaseFile:',
    '    """Opens the file for each use, where a pool kept connections to a server."""',
    '',
    '    def __init__(self, url, **options):',
    '        self.url = url',
    '        self.options = options',
    '',
    `    @${code.name('contextlib', 'asynccontextmanager')}`,
    '    async def connection(self, timeout=None):',
    '        async with finishing(await self.getconn()) as connection:',
    '            yield connection',
    '',
    '    async def getconn(self, timeout=None):',
    `        return await ${openDatabase}(self.url, **self.options)`,
    '',
    '    async def putconn(self, connection):',
    '        await connection.close()',
    '',
    '    async def open(self, wait=False, timeout=None):',
    '        """The file is opened by each connection."""',
    '',
    '    wait = close = check = open',
    '',
    '    async def __aenter__(self):',
    '        return self',
    '',
    '    async def __aexit__(self, *error):',
    '        await self.close()',
  ]);
}

/** Defines a block that is waited for, and commits or undoes as a whole, also within another one. */
export function asyncTransactionCode(code: CodeWriter): void {
  code.block('transaction', [
    `@${code.name('contextlib', 'asynccontextmanager')}`,
    'async def transaction(connection):',
    '    """Keeps all of a block or nothing; within another one, that part alone."""',
    '    await connection.execute("SAVEPOINT block")',
    '    try:',
    '        yield connection',
    '    except BaseException:',
    '        await connection.execute("ROLLBACK TO block")',
    '        await connection.execute("RELEASE block")',
    '        raise',
    '    await connection.execute("RELEASE block")',
  ]);
}
