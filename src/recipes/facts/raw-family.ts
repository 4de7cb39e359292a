/** A Python driver, or a few that are used alike, in code that calls it itself. */
export interface DriverFamily {
  readonly id: 'psycopg' | 'asyncpg' | 'sqlite3' | 'aiosqlite';
  /** What a file says that can use it: it spares reading of all others. */
  readonly mention: RegExp;
  /** The modules whose import shows its use. */
  readonly modules: RegExp;
  /** Full names of what opens a connection. */
  readonly connect: RegExp;
  /** Full names of what keeps several connections. */
  readonly pool: RegExp;
  /** Methods that take a statement first. */
  readonly executes: ReadonlySet<string>;
  /** Functions of the driver that take a cursor and then a statement. */
  readonly functions: RegExp;
  /** What statements have in files that are given their connection. */
  readonly placeholders: RegExp;
}

const none = /(?!)/;

/** psycopg 2 and 3. */
export const psycopgFamily: DriverFamily = {
  id: 'psycopg',
  mention: /\bpsycopg/,
  modules: /^(?:psycopg2?|psycopg_pool)(?:\.|$)/,
  connect: /^psycopg2?(?:\.(?:Async)?Connection)?\.connect$/,
  pool: /^(?:psycopg_pool\.(?:Async)?(?:Null)?ConnectionPool|psycopg2\.pool\.(?:Simple|Threaded)ConnectionPool)$/,
  executes: new Set(['execute', 'executemany']),
  functions: /^psycopg2\.extras\.execute_(?:values|batch)$/,
  placeholders: /%s|%\(\w+\)s/,
};

export const asyncpgFamily: DriverFamily = {
  id: 'asyncpg',
  mention: /\basyncpg/,
  modules: /^asyncpg(?:\.|$)/,
  connect: /^asyncpg(?:\.connection)?\.connect$/,
  pool: /^asyncpg(?:\.pool)?\.create_pool$/,
  executes: new Set([
    'execute',
    'executemany',
    'fetch',
    'fetchrow',
    'fetchval',
    'cursor',
    'prepare',
  ]),
  functions: none,
  placeholders: /\$\d/,
};

export const sqlite3Family: DriverFamily = {
  id: 'sqlite3',
  mention: /\bsqlite3/,
  modules: /^sqlite3(?:\.|$)/,
  connect: /^sqlite3(?:\.dbapi2)?\.connect$/,
  pool: none,
  executes: new Set(['execute', 'executemany', 'executescript']),
  functions: none,
  placeholders: /\?|:\w/,
};

export const aiosqliteFamily: DriverFamily = {
  id: 'aiosqlite',
  mention: /\baiosqlite/,
  modules: /^(?:aiosqlite|sqlite3)(?:\.|$)/,
  connect: /^aiosqlite\.connect$/,
  pool: none,
  executes: new Set([
    'execute',
    'executemany',
    'executescript',
    'execute_fetchall',
    'execute_insert',
  ]),
  functions: none,
  placeholders: /\?|:\w/,
};

/** Every driver whose code is moved. */
export const rawFamilies: readonly DriverFamily[] = [
  psycopgFamily,
  asyncpgFamily,
  sqlite3Family,
  aiosqliteFamily,
];
