import { oncePer } from '../../core/once-per.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { callsOf } from '../../formats/python/imports.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** What makes a connection that is awaited, by full name. */
const asyncMakers = new Set([
  'sqlalchemy.ext.asyncio.create_async_engine',
  'sqlalchemy.ext.asyncio.async_engine_from_config',
  'sqlmodel.ext.asyncio.create_async_engine',
  'databases.Database',
  'tortoise.Tortoise.init',
  'tortoise.contrib.fastapi.register_tortoise',
  'asyncpg.connect',
  'asyncpg.create_pool',
  'psycopg.AsyncConnection.connect',
  'psycopg_pool.AsyncConnectionPool',
  'psycopg_pool.AsyncNullConnectionPool',
  'aiosqlite.connect',
]);

const syncMakers = new Set([
  'sqlalchemy.create_engine',
  'sqlalchemy.engine_from_config',
  'sqlmodel.create_engine',
  'flask_sqlalchemy.SQLAlchemy',
  'psycopg2.connect',
  'psycopg.connect',
  'psycopg_pool.ConnectionPool',
  'psycopg2.pool.SimpleConnectionPool',
  'psycopg2.pool.ThreadedConnectionPool',
  'sqlite3.connect',
]);

const marker =
  /create_(?:async_)?engine|engine_from_config|databases|tortoise|asyncpg|aiosqlite|sqlite3|psycopg|SQLAlchemy/;

/** Files that do not decide for the application: its migrations, tests and helper scripts. */
const besides =
  /(?:^|\/)(?:tests?|alembic|migrations?|scripts?)\/|(?:^|\/)(?:conftest|env|test_\w+)\.py$/;

/**
 * How the project's application waits for its database. One that does both is asynchronous: its
 * synchronous engine is for helpers. Without a place that connects, migrations and tests decide.
 */
export const callStyleOfProject: (project: Project) => CallStyle = oncePer((project: Project) => {
  const files = pythonFilesWith(project, marker);
  const application = files.filter(({ path }) => !besides.test(path));
  const isTortoise = pythonFilesWith(project, /\btortoise\b/).length > 0;
  return styleOf(application) ?? styleOf(files) ?? (isTortoise ? 'async' : 'sync');
});

/** Every way in which the project's files, its migrations and tests too, wait for their database. */
export const callStylesOfProject: (project: Project) => ReadonlySet<CallStyle> = oncePer(
  (project: Project) => {
    const files = pythonFilesWith(project, marker);
    const styles = new Set<CallStyle>();
    if (files.some((file) => makes(file, asyncMakers))) styles.add('async');
    if (files.some((file) => makes(file, syncMakers))) styles.add('sync');
    return styles;
  },
);

function styleOf(files: readonly PythonFile[]): CallStyle | undefined {
  if (files.some((file) => makes(file, asyncMakers))) return 'async';
  return files.some((file) => makes(file, syncMakers)) ? 'sync' : undefined;
}

function makes({ module }: PythonFile, makers: ReadonlySet<string>): boolean {
  return callsOf(module, module.root, (name) => makers.has(name)).length > 0;
}
