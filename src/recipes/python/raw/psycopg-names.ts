const same = new Set(
  (
    'Warning Error InterfaceError DatabaseError DataError IntegrityError InternalError ' +
    'ProgrammingError NotSupportedError Binary'
  ).split(' '),
);

/**
 * What stands in psycopg for a name of sqlite3 or aiosqlite, as an attribute of `psycopg`;
 * `undefined` where nothing does. A missing table is an OperationalError to sqlite3 and a
 * ProgrammingError to psycopg: the class above both catches either.
 * @see https://www.psycopg.org/psycopg3/docs/api/errors.html
 */
export function psycopgName(name: string, style: 'sync' | 'async'): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (!/^(?:sqlite3(?:\.dbapi2)?|aiosqlite)\.\w+$/.test(name)) return undefined;
  if (last === 'OperationalError') return 'DatabaseError';
  const prefix = style === 'async' ? 'Async' : '';
  if (last === 'Connection' || last === 'Cursor') return prefix + last;
  return same.has(last) ? last : undefined;
}
