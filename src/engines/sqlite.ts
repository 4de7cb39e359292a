import type { Engine } from './engine.ts';

/** Facts of SQLite. */
export const sqlite: Engine = {
  id: 'sqlite',
  label: 'SQLite',
  schemes: ['sqlite', 'sqlite3'],
  sqlalchemyDialect: 'sqlite',
  pythonDrivers: [
    { module: 'sqlite3', packages: [], version: '', style: 'sync', urlDriver: '' },
    {
      module: 'aiosqlite',
      packages: ['aiosqlite'],
      version: '>=0.20',
      style: 'async',
      urlDriver: 'aiosqlite',
    },
  ],
  nodeDrivers: [
    {
      packages: ['better-sqlite3', 'sqlite3', '@vscode/sqlite3', 'libsql'],
      version: '^12.0.0',
      knexClients: ['better-sqlite3', 'sqlite3', 'sqlite'],
    },
  ],
  selectorNames: ['sqlite', 'sqlite3'],
  djangoBackends: ['django.db.backends.sqlite3', 'django.contrib.gis.db.backends.spatialite'],
};
