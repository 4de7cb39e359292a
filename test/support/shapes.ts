/** A shape in which real projects wire their database, and the cases that show it. */
export interface Shape {
  readonly shape: string;
  /** Towards SQLite: `ecosystem/recipe/case`, or the name of a whole workspace. */
  readonly cases: readonly string[];
  /** Towards PostgreSQL, where the shape is one that both engines have. */
  readonly back?: readonly string[];
}

export const shapes: readonly Shape[] = [
  {
    shape: 'a compose file with a server',
    cases: ['compose/remove-database-service/depends-on-both-forms'],
    back: ['compose/add-database-service/one-application'],
  },
  {
    shape: 'several compose files',
    cases: [
      'compose/remove-database-service/volume-declared-elsewhere',
      'compose/persist-database-file/production-file-of-its-own',
    ],
  },
  {
    shape: 'an overlay that only patches the service',
    cases: ['compose/remove-database-service/overlay-patches-service'],
  },
  {
    shape: 'environment as a list and as a map',
    cases: ['compose/rewrite-service-environment/list-and-map'],
    back: ['compose/add-database-service/list-at-the-key'],
  },
  { shape: 'list items without a value', cases: ['sqlite-notes'], back: ['sqlite-notes'] },
  {
    shape: 'depends_on as a list, as a map, and emptied',
    cases: ['compose/remove-database-service/depends-on-both-forms'],
  },
  {
    shape: 'nobody depends on the service',
    cases: ['compose/remove-database-service/nothing-but-the-database'],
  },
  {
    shape: 'a volume with the name of a service',
    cases: ['compose/remove-database-service/bystanders-share-a-volume-name'],
  },
  {
    shape: 'data folders and scripts of the server',
    cases: ['compose/remove-database-service/data-and-init-scripts'],
  },
  {
    shape: 'a server built from a Dockerfile',
    cases: ['compose/remove-database-service/built-from-dockerfile'],
  },
  { shape: 'images under other names', cases: ['compose/remove-database-service/image-names'] },
  {
    shape: 'helpers of the server',
    cases: ['compose/remove-database-helpers/tools-of-the-database'],
  },
  {
    shape: 'a third-party service on the same server',
    cases: ['compose/remove-database-service/third-party-keeps-it'],
  },
  {
    shape: 'interpolated values',
    cases: ['compose/rewrite-service-environment/interpolation', 'env/env-url/interpolated-parts'],
  },
  {
    shape: 'anchors and merge keys',
    cases: [
      'compose/remove-database-service/anchored-dependency',
      'compose/rewrite-service-environment/merged-anchors',
    ],
  },
  {
    shape: 'extensions, secrets, networks',
    cases: ['compose/remove-database-service/secrets-networks-extensions'],
  },
  {
    shape: 'live and commented lines in one list',
    cases: ['compose/remove-database-service/live-and-commented-lines'],
  },
  {
    shape: 'a template that is no YAML',
    cases: ['compose/remove-database-service/not-compose-at-all'],
  },
  {
    shape: 'the application in the network of the service',
    cases: ['compose/remove-database-service/dev-container-network'],
  },
  {
    shape: 'one compose file for each engine',
    cases: ['compose/remove-database-service/file-per-engine'],
  },
  { shape: 'data files of another tool', cases: ['sqlite-notes'], back: ['sqlite-notes'] },
  {
    shape: 'a pydantic settings field',
    cases: ['python/settings-url/pydantic-field'],
    back: ['python/settings-url/to-postgresql'],
  },
  {
    shape: 'PostgresDsn',
    cases: ['python/dsn-type/fields', 'python/url-build-call/pydantic-build'],
  },
  {
    shape: 'a URL from parts: f-string, format, percent',
    cases: ['python/assembled-url/module', 'python/assembled-url/settings-property'],
    back: ['python/assembled-url/to-postgresql'],
  },
  {
    shape: 'URL.create, MultiHostUrl.build',
    cases: ['python/url-build-call/url-create', 'python/url-build-call/settings-field-keep-both'],
    back: ['python/url-build-call/to-postgresql'],
  },
  {
    shape: 'a scheme that code rewrites',
    cases: ['python/scheme-check/checks', 'python/assembled-url/read-and-replaced'],
    back: ['python/scheme-check/to-postgresql'],
  },
  {
    shape: 'code that branches on the dialect',
    cases: ['python/settings-url/choice', 'python/url-build-call/choice'],
  },
  { shape: 'config classes of several engines', cases: ['python/settings-url/three-engines'] },
  { shape: 'a URL for each tenant', cases: ['python/assembled-url/per-tenant'] },
  {
    shape: 'committed env files and examples',
    cases: ['env/env-url/spellings', 'env/env-url/toggle-beside-example'],
    back: ['env/env-url/to-postgresql'],
  },
  {
    shape: 'env files of tests and production',
    cases: ['env/env-url/test-profile', 'env/env-url/production', 'env/env-url/production-sample'],
  },
  {
    shape: 'parts in env files',
    cases: ['env/env-parts/parts-alone', 'env/env-choice/parts'],
    back: ['env/env-url/beside-parts-to-postgresql'],
  },
  {
    shape: 'a selector variable',
    cases: ['env/env-selector/name-in-code', 'env/env-selector/django-backend'],
    back: ['env/env-selector/to-postgresql'],
  },
  { shape: 'keyword DSNs', cases: ['env/env-dsn/keywords'] },
  {
    shape: 'settings in YAML, TOML and JSON',
    cases: ['workspace/settings-files/urls', 'workspace/settings-parts/sections'],
    back: ['workspace/settings-files/to-postgresql'],
  },
  {
    shape: 'alembic.ini with a URL, with a placeholder',
    cases: ['alembic/alembic-url/real', 'alembic/alembic-url/placeholder'],
    back: ['alembic/alembic-url/to-postgresql'],
  },
  {
    shape: 'env.py with set_main_option, a section, create_engine',
    cases: ['alembic/environment-url/sync-env-async-app'],
    back: ['alembic/environment-url/to-postgresql'],
  },
  {
    shape: 'an asynchronous env.py',
    cases: ['alembic/environment-url/async-env', 'alembic/render-as-batch/async'],
  },
  {
    shape: 'env.py of Flask-Migrate',
    cases: ['alembic/render-as-batch/flask-migrate', 'alembic/run-migrations/flask-migrate'],
  },
  {
    shape: 'revisions with types of the dialect',
    cases: ['alembic/history-keep/types'],
    back: ['sqlite-notes'],
  },
  {
    shape: 'revisions with SQL, with constraints',
    cases: ['alembic/history-keep/raw-sql', 'alembic/history-keep/constraints'],
    back: ['sqlite-notes'],
  },
  { shape: 'models with types of the dialect', cases: ['sqlalchemy/portable-types/every-type'] },
  {
    shape: 'pool arguments, check_same_thread',
    cases: ['sqlalchemy/engine-options/fastapi-sync'],
    back: [
      'sqlalchemy/engine-options/to-postgresql',
      'sqlalchemy/engine-options/in-memory-to-postgresql',
    ],
  },
  {
    shape: 'drivers: psycopg2, psycopg, asyncpg, aiosqlite',
    cases: [
      'python/python-dependencies/requirements-sync',
      'python/python-dependencies/psycopg-three',
      'python/python-dependencies/requirements-async',
    ],
    back: [
      'python/python-dependencies/to-postgresql-async',
      'python/python-dependencies/to-postgresql-sync',
    ],
  },
  {
    shape: 'requirements, PEP 621, poetry, Pipfile',
    cases: [
      'python/python-dependencies/pep621',
      'python/python-dependencies/poetry-forms',
      'python/python-dependencies/pipfile',
    ],
    back: ['python/python-dependencies/to-postgresql-poetry'],
  },
  {
    shape: 'includes, hashes, extras, a lock file',
    cases: [
      'python/python-dependencies/hashed-and-generated',
      'python/python-dependencies/requirements-extras',
      'node/node-dependencies/exchanged',
      'node/node-dependencies/bun',
      'node/node-dependencies/pnpm',
    ],
  },
  { shape: 'a driver in two manifests', cases: ['python/python-dependencies/two-manifests'] },
  {
    shape: 'a driver that is promoted from development',
    cases: ['python/python-dependencies/poetry-promote', 'node/node-dependencies/promoted'],
  },
  {
    shape: 'application code that imports the driver',
    cases: ['python/python-dependencies/driver-imported', 'python/raw-psycopg/psycopg2'],
  },
  {
    shape: 'Django: DATABASES, dj_database_url, env.db',
    cases: ['django/django-databases/path', 'python/settings-url/flask-and-django'],
    back: ['django/django-databases/to-postgresql'],
  },
  {
    shape: 'Tortoise',
    cases: ['env/env-url/tortoise', 'python/python-dependencies/tortoise-extra'],
  },
  {
    shape: 'Flask and SQLModel',
    cases: [
      'sqlalchemy/portable-types/flask-and-sqlmodel',
      'sqlalchemy/engine-options/flask-options',
    ],
  },
  {
    shape: 'a knexfile: flat, by environment, computed, a function',
    cases: [
      'node/knex-config/flat-string',
      'node/knex-config/environments',
      'node/knex-config/computed-key-and-shared',
      'node/knex-config/function-and-runtime',
    ],
    back: ['node/knex-config/to-postgresql', 'node/knex-config/file-by-path-to-postgresql'],
  },
  {
    shape: 'options that Knex configurations share',
    cases: ['node/knex-config/shared-options', 'knex-toolshed'],
  },
  {
    shape: 'a Knex client from the environment',
    cases: ['node/knex-config/client-variable', 'env/env-selector/knex-client'],
  },
  {
    shape: 'rows of raw Knex queries',
    cases: ['node/knex-raw-rows/rows'],
    back: ['node/knex-raw-rows/to-postgresql'],
  },
  {
    shape: 'queries through Knex that one engine alone takes',
    cases: ['node/knex-ilike/searches', 'node/knex-insert-columns/rows'],
  },
  {
    shape: 'drivers of Node used by code',
    cases: ['node/node-driver-use/uses', 'node/node-driver-queries/pg'],
    back: ['node/node-driver-queries/to-postgresql'],
  },
  {
    shape: 'Prisma, Sequelize, TypeORM, Drizzle',
    cases: ['node/node-orm-config/prisma', 'node/node-orm-config/scripts'],
    back: ['node/node-orm-config/to-postgresql'],
  },
  {
    shape: 'scripts that wait for the server',
    cases: ['docker/database-wait/scripts', 'compose/remove-database-wait/known-forms'],
  },
  {
    shape: 'packages of the server in images',
    cases: ['docker/remove-system-packages/lists', 'docker/remove-system-packages/locked-already'],
  },
  { shape: 'a service in a pipeline', cases: ['workspace/ci-services/pipelines'] },
  { shape: 'Kubernetes, terraform and platforms', cases: ['workspace/infrastructure/platforms'] },
  {
    shape: 'files without a last newline, with CRLF, with a mark',
    cases: [
      'compose/remove-database-service/crlf-without-last-newline',
      'python/settings-url/crlf-bom',
    ],
  },
  { shape: 'tests that assert a URL', cases: ['python/settings-url/tests'] },
];
