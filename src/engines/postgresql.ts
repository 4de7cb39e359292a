import type { Engine } from './engine.ts';

/** Facts of PostgreSQL. */
export const postgresql: Engine = {
  id: 'postgresql',
  label: 'PostgreSQL',
  schemes: ['postgresql', 'postgres', 'psql', 'pgsql', 'postgis', 'asyncpg', 'psycopg'],
  sqlalchemyDialect: 'postgresql',
  pythonDrivers: [
    {
      module: 'psycopg',
      packages: ['psycopg', 'psycopg-binary', 'psycopg-c', 'psycopg-pool'],
      version: '>=3.2',
      style: 'sync',
      urlDriver: 'psycopg',
    },
    {
      module: 'psycopg2',
      packages: ['psycopg2-binary', 'psycopg2'],
      version: '>=2.9',
      style: 'sync',
      urlDriver: '',
    },
    {
      module: 'asyncpg',
      packages: ['asyncpg'],
      version: '>=0.30',
      style: 'async',
      urlDriver: 'asyncpg',
    },
    {
      module: 'pg8000',
      packages: ['pg8000'],
      version: '>=1.31',
      style: 'sync',
      urlDriver: 'pg8000',
    },
    { module: 'aiopg', packages: ['aiopg'], version: '>=1.4', style: 'async', urlDriver: 'aiopg' },
  ],
  nodeDrivers: [
    {
      packages: ['pg', 'pg-native', 'pg-pool', 'pg-hstore', 'postgres'],
      version: '^8.16.0',
      knexClients: ['pg', 'postgres', 'postgresql', 'pgnative'],
    },
  ],
  selectorNames: ['postgresql', 'postgres', 'pg', 'psql', 'pgsql', 'postgis'],
  djangoBackends: [
    'django.db.backends.postgresql',
    'django.db.backends.postgresql_psycopg2',
    'django.contrib.gis.db.backends.postgis',
  ],
  server: {
    defaultPort: 5432,
    images: [
      'postgres',
      'bitnami/postgresql',
      'bitnamilegacy/postgresql',
      'postgis/postgis',
      'pgvector/pgvector',
      'timescale/timescaledb',
      'timescale/timescaledb-ha',
      'ankane/pgvector',
      'supabase/postgres',
      'cimg/postgres',
    ],
    helperImages: [
      'dpage/pgadmin4',
      'prodrigestivill/postgres-backup-local',
      'edoburu/pgbouncer',
      'bitnami/pgbouncer',
      'pgbouncer/pgbouncer',
      'prometheuscommunity/postgres-exporter',
      'wrouesnel/postgres_exporter',
      'sosedoff/pgweb',
    ],
    variablePrefixes: ['POSTGRES_', 'POSTGRESQL_', 'PG'],
    dataFolders: ['/var/lib/postgresql/data', '/var/lib/postgresql', '/bitnami/postgresql'],
  },
};
