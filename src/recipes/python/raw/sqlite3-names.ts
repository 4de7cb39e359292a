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
/** Types of rows, in annotations. */
const rowTypes = new Map([
  ['TupleRow', 'tuple'],
  ['RealDictRow', 'dict'],
]);

/** Names that have one of their own. */
const others = new Map([
  ['psycopg2.extensions.register_adapter', 'sqlite3.register_adapter'],
  ['psycopg2.extensions.connection', 'sqlite3.Connection'],
  ['psycopg2.extensions.cursor', 'sqlite3.Cursor'],
  ['psycopg.AsyncConnection', 'aiosqlite.Connection'],
  ['psycopg.AsyncCursor', 'aiosqlite.Cursor'],
]);

const rowKinds: Readonly<Record<string, RowKind>> = {
  DictCursor: 'row',
  DictRow: 'row',
  NamedTupleCursor: 'namedtuple',
  namedtuple_row: 'namedtuple',
  RealDictCursor: 'dict',
  RealDictRow: 'dict',
  dict_row: 'dict',
  tuple_row: 'tuple',
};

/**
 * What a program gets for a row. `row` is a tuple that is read by name too, `both` a dict that is
 * read by number too.
 */
export type RowKind = 'tuple' | 'row' | 'namedtuple' | 'dict' | 'both';

/** The kind that serves code which asks for all of these. */
export function commonRowKind(kinds: ReadonlySet<RowKind>): RowKind {
  if (kinds.size <= 1) return [...kinds][0] ?? 'tuple';
  if (kinds.has('dict') || kinds.has('both')) return 'both';
  return kinds.has('namedtuple') ? 'namedtuple' : 'row';
}

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
  if (rowTypes.has(last)) return rowTypes.get(last);
  if (others.has(name)) return others.get(name);
  if (/^psycopg2?\.errors\.\w+$/.test(name)) {
    if (violations.test(last)) return 'sqlite3.IntegrityError';
    return commonNames.has(last) ? `sqlite3.${last}` : 'sqlite3.OperationalError';
  }
  return /^psycopg2?\.\w+$/.test(name) && commonNames.has(last) ? `sqlite3.${last}` : undefined;
}
