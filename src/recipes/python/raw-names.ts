/** Exceptions that both drivers have, by the name that PEP 249 gives them. */
const commonNames = new Set([
  'Warning',
  'Error',
  'InterfaceError',
  'DatabaseError',
  'DataError',
  'OperationalError',
  'IntegrityError',
  'InternalError',
  'ProgrammingError',
  'NotSupportedError',
  'Binary',
  'Connection',
  'Cursor',
]);

const violations = /^(?:\w+Violation|\w*Integrity\w*)$/;
const json = /^psycopg2?(?:\.extras|\.types\.json)\.Jsonb?$/;
const rowKinds: Readonly<Record<string, RowKind>> = {
  DictCursor: 'row',
  NamedTupleCursor: 'row',
  namedtuple_row: 'row',
  RealDictCursor: 'dict',
  dict_row: 'dict',
  tuple_row: 'tuple',
};

/** What a program gets for a row: a tuple, `sqlite3.Row` or a dict. */
export type RowKind = 'tuple' | 'row' | 'dict';

/** The kind of row that a cursor class or row factory of psycopg makes. */
export function rowKindOf(name: string): RowKind | undefined {
  return rowKinds[name.slice(name.lastIndexOf('.') + 1)];
}

/**
 * What stands in sqlite3 for a name of psycopg; `undefined` where nothing does.
 * @see https://docs.python.org/3/library/sqlite3.html#exceptions
 */
export function sqlite3Name(name: string): string | undefined {
  if (json.test(name)) return 'json.dumps';
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (/^psycopg2\.extensions\.(?:connection|cursor)$/.test(name)) {
    return `sqlite3.${last === 'cursor' ? 'Cursor' : 'Connection'}`;
  }
  if (/^psycopg2?\.errors\.\w+$/.test(name)) {
    if (violations.test(last)) return 'sqlite3.IntegrityError';
    return commonNames.has(last) ? `sqlite3.${last}` : 'sqlite3.OperationalError';
  }
  return /^psycopg2?\.\w+$/.test(name) && commonNames.has(last) ? `sqlite3.${last}` : undefined;
}
