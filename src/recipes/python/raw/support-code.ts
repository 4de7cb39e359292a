import type { Engine } from '../../../engines/engine.ts';
import type { CodeWriter } from './code-writer.ts';
import { adapterCode, rowFactoryCode, type ValueNeeds } from './row-code.ts';

/** The name of the function that opens the database in a rewritten file. */
export const openDatabase = 'open_database';

/**
 * Defines the function that opens the file which a URL names and tells the connection what each
 * one has to be told.
 */
export function openDatabaseCode(code: CodeWriter, engine: Engine, needs: ValueNeeds): void {
  const sqlite3 = code.whole('sqlite3');
  adapterCode(code, needs.adapters);
  const factory = rowFactoryCode(code, needs);
  code.block('open_database', [
    `def ${openDatabase}(url, **options):`,
    '    path = str(url).split(":///")[-1]',
    // Frameworks open a connection in one thread and use it in another, as drivers of servers let.
    `    connection = ${sqlite3}.connect(path, check_same_thread=False, **options)`,
    ...(factory ? [`    connection.row_factory = ${factory}`] : []),
    ...engine.sqlalchemy.connectStatements.map((text) => `    connection.execute("${text}")`),
    '    return connection',
  ]);
}

/** Defines what stands for a pool: the methods of psycopg's pools over a file. */
export function databaseFileCode(code: CodeWriter): void {
  code.block('pool', [
    'class DatabaseFile:',
    '    """Opens the file for each use, where a pool kept connections to a server."""',
    '',
    '    def __init__(self, url, **options):',
    '        self.url = url',
    '        self.options = options',
    '',
    `    @${code.name('contextlib', 'contextmanager')}`,
    '    def connection(self, timeout=None):',
    '        connection = self.getconn()',
    '        try:',
    '            with connection:',
    '                yield connection',
    '        finally:',
    '            connection.close()',
    '',
    '    def getconn(self, key=None):',
    `        return ${openDatabase}(self.url, **self.options)`,
    '',
    '    def putconn(self, connection, key=None, close=True):',
    '        connection.close()',
    '',
    '    def open(self, wait=False, timeout=None):',
    '        """The file is opened by each connection."""',
    '',
    '    wait = close = closeall = open',
    '',
    '    def __enter__(self):',
    '        return self',
    '',
    '    def __exit__(self, *error):',
    '        self.close()',
  ]);
}

/** Defines a block that commits or undoes as a whole, also within another one. */
export function transactionCode(code: CodeWriter): void {
  code.block('transaction', [
    `@${code.name('contextlib', 'contextmanager')}`,
    'def transaction(connection):',
    '    """Keeps all of a block or nothing; within another one, that part alone."""',
    '    connection.execute("SAVEPOINT block")',
    '    try:',
    '        yield connection',
    '    except BaseException:',
    '        connection.execute("ROLLBACK TO block")',
    '        connection.execute("RELEASE block")',
    '        raise',
    '    connection.execute("RELEASE block")',
  ]);
}

/** Defines what puts quotes around a name, as psycopg's `sql.Identifier` does. */
export function quotedNameCode(code: CodeWriter): string {
  code.block('quoted_name', [
    'def quoted_name(name):',
    "    return '\"' + name.replace('\"', '\"\"') + '\"'",
  ]);
  return 'quoted_name';
}
