import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import bundledKnex, { type Knex } from 'knex';
import bundledSqlite from 'knex/lib/dialects/better-sqlite3/index.js';
import bundledPostgres from 'knex/lib/dialects/postgres/index.js';
import manifest from 'knex/package.json' with { type: 'json' };
import { SwitchError } from '../../core/errors.ts';
import type { ClientClass } from './sqlite-client.ts';

/** A Knex to run with: its factory and the dialects that our clients extend. */
export interface LoadedKnex {
  readonly knex: (config: Knex.Config) => Knex;
  readonly sqliteDialect: ClientClass;
  readonly postgresDialect: ClientClass;
  readonly version: string;
  readonly from: 'workspace' | 'bundled';
}

/**
 * The Knex that a project has installed, however its package manager laid it out, else the one
 * that comes with this program. Node itself resolves it, so pnpm's links and hoisting work; Yarn's
 * Plug'n'Play does where its `.pnp.cjs` was loaded first.
 */
export function loadKnex(projectFolder: string): LoadedKnex {
  const require = createRequire(pathToFileURL(join(projectFolder, 'package.json')));
  const entry = resolve(require, 'knex');
  if (!entry) return bundled();
  const root = packageRoot(entry, require);
  const { version } = require(join(root, 'package.json'));
  const loaded = require(entry);
  return {
    knex: loaded.default ?? loaded.knex ?? loaded,
    sqliteDialect: dialect(require, root, version, 'better-sqlite3'),
    postgresDialect: dialect(require, root, version, 'postgres'),
    version,
    from: 'workspace',
  };
}

function bundled(): LoadedKnex {
  return {
    knex: bundledKnex,
    sqliteDialect: bundledSqlite,
    postgresDialect: bundledPostgres,
    version: manifest.version,
    from: 'bundled',
  };
}

function resolve(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

function packageRoot(entry: string, require: NodeJS.Require): string {
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    const manifest = resolve(require, join(folder, 'package.json'));
    if (manifest && require(manifest).name === 'knex') return folder;
    if (folder === dirname(folder)) return dirname(entry);
  }
}

function dialect(
  require: NodeJS.Require,
  root: string,
  version: string,
  name: string,
): ClientClass {
  try {
    return require(join(root, 'lib', 'dialects', name, 'index.js'));
  } catch (cause) {
    throw new SwitchError(
      'program-failed',
      `The project's Knex ${version} has no ${name} dialect that can be extended.`,
      'Update knex in the project to 1.0 or newer.',
      cause,
    );
  }
}
