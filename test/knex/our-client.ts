import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as sqlite from 'node:sqlite';
import { nodeSqliteBackend } from '../../src/adapters/knex/node-sqlite-backend.ts';
import { sqliteClient } from '../../src/adapters/knex/sqlite-client.ts';

/** Required by mocha in a checkout of Knex: its SQLite drivers become this program's client. */
const require = createRequire(join(process.cwd(), 'package.json'));
const dialects = require('./lib/dialects/index.js');
const dialect = require('./lib/dialects/better-sqlite3/index.js');
const open = nodeSqliteBackend(sqlite);
const usual = dialects.getDialectByNameOrAlias;

dialects.getDialectByNameOrAlias = (clientName: string) => {
  if (!['sqlite3', 'sqlite', 'better-sqlite3'].includes(clientName)) return usual(clientName);
  return sqliteClient(dialect, { open, clientName, foreignKeys: 'as-asked' });
};
