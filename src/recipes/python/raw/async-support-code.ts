import type { Engine } from '../../../engines/engine.ts';
import type { CodeWriter } from './code-writer.ts';
import { adapterCode, rowFactoryCode, type ValueNeeds } from './row-code.ts';
import { openDatabase } from './support-code.ts';

/** Defines what opens the file, and a connection to it that is called as one of asyncpg. */
export function asyncDatabaseCode(code: CodeWriter, engine: Engine, needs: ValueNeeds): void {
  const aiosqlite = code.whole('aiosqlite');
  adapterCode(code, needs.adapters, 'aiosqlite');
  const factory = rowFactoryCode(code, needs);
  connectionCode(code);
  code.block('open_database', [
    `async def ${openDatabase}(url):`,
    '    path = str(url).split(":///")[-1]',
    // As with asyncpg, a statement is kept at once unless a transaction was begun.
    `    connection = await ${aiosqlite}.connect(path, isolation_level=None)`,
    ...(factory ? [`    connection.row_factory = ${factory}`] : []),
    ...engine.sqlalchemy.connectStatements.map((t) => `    await connection.execute("${t}")`),
    '    return Connection(connection)',
  ]);
}

function connectionCode(code: CodeWriter): void {
  code.block('statements', [
    'class Statements:',
    '    """What asyncpg reads of a query, over `fetch`."""',
    '',
    '    async def fetchrow(self, sql, *values, timeout=None):',
    '        rows = await self.fetch(sql, *values)',
    '        return rows[0] if rows else None',
    '',
    '    async def fetchval(self, sql, *values, column=0, timeout=None):',
    '        row = await self.fetchrow(sql, *values)',
    '        return None if row is None else row[column]',
  ]);
  code.block('connection', [
    'class Connection(Statements):',
    '    """A connection of aiosqlite with the calls of asyncpg."""',
    '',
    '    def __init__(self, connection):',
    '        self.connection = connection',
    '',
    '    async def fetch(self, sql, *values, timeout=None):',
    '        async with self.connection.execute(sql, values) as cursor:',
    '            return await cursor.fetchall()',
    '',
    '    async def execute(self, sql, *values, timeout=None):',
    '        async with self.connection.execute(sql, values) as cursor:',
    '            await cursor.fetchall()',
    '            count = max(cursor.rowcount, 0)',
    '        verb = sql.split(None, 1)[0].upper()',
    '        return f"INSERT 0 {count}" if verb == "INSERT" else f"{verb} {count}"',
    '',
    '    async def executemany(self, sql, rows, timeout=None):',
    '        async with self.transaction():',
    '            await self.connection.executemany(sql, rows)',
    '',
    '    async def executescript(self, script):',
    '        await self.connection.executescript(script)',
    '',
    '    async def cursor(self, sql, *values):',
    '        for row in await self.fetch(sql, *values):',
    '            yield row',
    '',
    `    @${code.name('contextlib', 'asynccontextmanager')}`,
    '    async def transaction(self, **options):',
    '        nested = self.connection.in_transaction',
    '        await self.connection.execute("SAVEPOINT block" if nested else "BEGIN IMMEDIATE")',
    '        try:',
    '            yield',
    '        except BaseException:',
    '            await self.connection.execute("ROLLBACK TO block" if nested else "ROLLBACK")',
    '            raise',
    '        await self.connection.execute("RELEASE block" if nested else "COMMIT")',
    '',
    '    async def close(self, timeout=None):',
    '        await self.connection.close()',
  ]);
}

/** Defines what stands for a pool of asyncpg. */
export function asyncPoolCode(code: CodeWriter): void {
  const through = (name: string) => [
    `    async def ${name}(self, sql, *values, timeout=None):`,
    '        async with self.acquire() as connection:',
    `            return await connection.${name}(sql, *values)`,
    '',
  ];
  code.block('acquired', [
    'class Acquired:',
    '    """A connection that is waited for, or closed at the end of a block."""',
    '',
    '    def __init__(self, url):',
    '        self.url = url',
    '',
    '    def __await__(self):',
    `        return ${openDatabase}(self.url).__await__()`,
    '',
    '    async def __aenter__(self):',
    '        self.connection = await self',
    '        return self.connection',
    '',
    '    async def __aexit__(self, *error):',
    '        await self.connection.close()',
  ]);
  code.block('pool', [
    'class DatabaseFile(Statements):',
    '    """Opens the file for each use, where a pool kept connections to a server."""',
    '',
    '    def __init__(self, url):',
    '        self.url = url',
    '',
    '    def __await__(self):',
    '        return self.__aenter__().__await__()',
    '',
    '    async def __aenter__(self):',
    '        return self',
    '',
    '    async def __aexit__(self, *error):',
    '        await self.close()',
    '',
    '    def acquire(self, timeout=None):',
    '        return Acquired(self.url)',
    '',
    '    async def release(self, connection, timeout=None):',
    '        await connection.close()',
    '',
    ...through('fetch'),
    ...through('execute'),
    ...through('executemany'),
    '    async def executescript(self, script):',
    '        async with self.acquire() as connection:',
    '            await connection.executescript(script)',
    '',
    '    async def close(self):',
    '        """Each connection is closed by who has opened it."""',
    '',
    '    def terminate(self):',
    '        """Likewise."""',
  ]);
}
