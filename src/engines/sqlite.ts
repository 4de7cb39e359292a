import type { Engine } from './engine.ts';

/** Facts of SQLite. */
export const sqlite: Engine = {
  id: 'sqlite',
  label: 'SQLite',
  schemes: ['sqlite', 'sqlite3'],
  sqlalchemyDialect: 'sqlite',
  sqlalchemy: {
    ownOptions: ['native_datetime'],
    ownPools: ['StaticPool', 'SingletonThreadPool'],
    isolationLevels: ['SERIALIZABLE', 'READ UNCOMMITTED', 'AUTOCOMMIT'],
    /** @see https://docs.python.org/3/library/sqlite3.html#sqlite3.connect */
    connectArguments: [
      'timeout',
      'detect_types',
      'isolation_level',
      'check_same_thread',
      'cached_statements',
      'uri',
      'factory',
      'autocommit',
      'iter_chunk_size',
      'loop',
    ],
    rebuildsTables: true,
    connectStatements: [
      'PRAGMA foreign_keys=ON',
      'PRAGMA journal_mode=WAL',
      'PRAGMA synchronous=NORMAL',
      'PRAGMA busy_timeout=5000',
    ],
    threadArgument: 'check_same_thread',
  },
  pythonDrivers: [
    {
      module: 'sqlite3',
      packages: [],
      version: '',
      release: '',
      ownExtras: [],
      viaExtras: [],
      companions: [],
      style: 'sync',
      urlDriver: '',
    },
    {
      module: 'aiosqlite',
      packages: ['aiosqlite'],
      // 0.22 breaks SQLAlchemy before 2.0.45.
      version: '>=0.20,<0.22',
      release: '0.21.0',
      ownExtras: [],
      viaExtras: [
        'sqlalchemy[aiosqlite]',
        'tortoise-orm',
        'databases[sqlite]',
        'databases[aiosqlite]',
        'ormar[sqlite]',
        'ormar[aiosqlite]',
      ],
      companions: [],
      style: 'async',
      urlDriver: 'aiosqlite',
    },
  ],
  pythonPackages: ['sqlite-vec', 'sqlean-py', 'pysqlite3', 'pysqlite3-binary', 'sqlite-utils'],
  testServers: [],
  pydanticTypes: [],
  nodeDrivers: [
    {
      packages: ['better-sqlite3'],
      version: '^12.0.0',
      knexClients: ['better-sqlite3'],
      knexSince: '0.95.12',
      companions: ['@types/better-sqlite3'],
    },
    {
      packages: ['sqlite3', '@vscode/sqlite3'],
      version: '^5.1.7',
      knexClients: ['sqlite3', 'sqlite'],
      knexSince: '0.1.0',
      companions: ['@types/sqlite3'],
    },
  ],
  nodePackages: ['sqlite', 'connect-sqlite3', 'better-sqlite3-session-store'],
  knex: { options: ['useNullAsDefault'], needed: { useNullAsDefault: 'true' } },
  selectorNames: ['sqlite', 'sqlite3'],
  djangoApps: [],
  djangoBackends: ['django.db.backends.sqlite3', 'django.contrib.gis.db.backends.spatialite'],
  schema: {
    countingKeyType: 'Integer',
    newUuid:
      "lower(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(8)), 2))",
    newUuidText:
      "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))",
    makesUuids: false,
    altersByCopy: true,
    defersUniques: false,
    hasSchemas: false,
    ownInsert: true,
    keepsTimeZones: false,
  },
};
