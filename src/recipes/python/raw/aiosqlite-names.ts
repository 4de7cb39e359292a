const violations = /^(?:\w+Violation\w*Error|IntegrityConstraintViolationError)$/;
const classes: Readonly<Record<string, string>> = {
  PostgresError: 'Error',
  InterfaceError: 'Error',
  PostgresConnectionError: 'OperationalError',
  DataError: 'DataError',
};

/**
 * The exception of aiosqlite for one of asyncpg; `undefined` for other names.
 * @see https://magicstack.github.io/asyncpg/current/api/index.html
 */
export function aiosqliteError(name: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (violations.test(last)) return 'IntegrityError';
  return classes[last] ?? (/Error$/.test(last) ? 'OperationalError' : undefined);
}

/** The class of the rewritten file that stands for a type of asyncpg. */
export function asyncpgType(name: string): string | undefined {
  const types: Readonly<Record<string, string>> = {
    'asyncpg.Connection': 'Connection',
    'asyncpg.connection.Connection': 'Connection',
    'asyncpg.pool.PoolConnectionProxy': 'Connection',
    'asyncpg.Pool': 'DatabaseFile',
    'asyncpg.pool.Pool': 'DatabaseFile',
    'asyncpg.Record': 'Record',
  };
  return types[name];
}
