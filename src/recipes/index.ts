import { alembicUrl } from './alembic/alembic-url.ts';
import { applicationUrl } from './alembic/application-url.ts';
import { environmentUrl } from './alembic/environment-url.ts';
import { historyFresh } from './alembic/history-fresh.ts';
import { historyKeep } from './alembic/history-keep.ts';
import { migrationForeignKeys } from './alembic/migration-foreign-keys.ts';
import { renderAsBatch } from './alembic/render-as-batch.ts';
import { revisionTemplate } from './alembic/revision-template.ts';
import { runMigrations } from './alembic/run-migrations.ts';
import { addDatabaseService } from './compose/add-database-service.ts';
import { composeCommands } from './compose/compose-commands.ts';
import { persistDatabaseFile } from './compose/persist-database-file.ts';
import { profileDatabaseService } from './compose/profile-database-service.ts';
import { removeDatabaseHelpers } from './compose/remove-database-helpers.ts';
import { removeDatabaseService } from './compose/remove-database-service.ts';
import { removeDatabaseWait } from './compose/remove-database-wait.ts';
import { rewriteServiceEnvironment } from './compose/rewrite-service-environment.ts';
import { djangoConnectionOptions } from './django/django-connection-options.ts';
import { djangoDatabases } from './django/django-databases.ts';
import { djangoEngineApps } from './django/django-engine-apps.ts';
import { djangoEngineFields } from './django/django-engine-fields.ts';
import { djangoEngineLookups } from './django/django-engine-lookups.ts';
import { databaseWait } from './docker/database-wait.ts';
import { imageEnvironment } from './docker/image-environment.ts';
import { prepareDatabaseFolder } from './docker/prepare-database-folder.ts';
import { removeSystemPackages } from './docker/remove-system-packages.ts';
import { envBoolean } from './env/env-boolean.ts';
import { envChoice } from './env/env-choice.ts';
import { envDefault } from './env/env-default.ts';
import { envDsn } from './env/env-dsn.ts';
import { envParts } from './env/env-parts.ts';
import { envSelector } from './env/env-selector.ts';
import { envUrl } from './env/env-url.ts';
import { javascriptUnreadable } from './node/javascript-unreadable.ts';
import { knexClient } from './node/knex-client.ts';
import { knexConfig } from './node/knex-config.ts';
import { knexIlike } from './node/knex-ilike.ts';
import { knexInsertColumns } from './node/knex-insert-columns.ts';
import { knexMigrations } from './node/knex-migrations.ts';
import { knexRawRows } from './node/knex-raw-rows.ts';
import { knexRawSql } from './node/knex-raw-sql.ts';
import { nodeDependencies } from './node/node-dependencies.ts';
import { nodeDriverQueries } from './node/node-driver-queries.ts';
import { nodeDriverUse } from './node/node-driver-use.ts';
import { nodeOrmConfig } from './node/node-orm-config.ts';
import { nodeUrl } from './node/node-url.ts';
import { nodeUrlCheck } from './node/node-url-check.ts';
import { pgObstacles } from './node/pg-obstacles.ts';
import { prismaCode } from './node/prisma-code.ts';
import { rawPg } from './node/raw-pg.ts';
import { rawPgBack } from './node/raw-pg-back.ts';
import { runKnexMigrations } from './node/run-knex-migrations.ts';
import { assembledUrl } from './python/assembled-url.ts';
import { booleanSelector } from './python/boolean-selector.ts';
import { codeSelector } from './python/code-selector.ts';
import { databasesOptions } from './python/databases-options.ts';
import { dsnType } from './python/dsn-type.ts';
import { peeweeDatabase } from './python/peewee-database.ts';
import { pythonDependencies } from './python/python-dependencies.ts';
import { pythonSetupFiles } from './python/python-setup-files.ts';
import { pythonUnreadable } from './python/python-unreadable.ts';
import { rawAiosqlite } from './python/raw-aiosqlite.ts';
import { rawAsyncpg } from './python/raw-asyncpg.ts';
import { rawConnectionsLeft } from './python/raw-connections-left.ts';
import { rawPsycopg } from './python/raw-psycopg.ts';
import { rawSqlite3 } from './python/raw-sqlite3.ts';
import { schemeCheck } from './python/scheme-check.ts';
import { settingsUrl } from './python/settings-url.ts';
import { sqlInStrings } from './python/sql-in-strings.ts';
import { tortoiseConnection } from './python/tortoise-connection.ts';
import { tortoiseFields } from './python/tortoise-fields.ts';
import { urlBuildCall } from './python/url-build-call.ts';
import type { Recipe } from './recipe.ts';
import { awareDatetimes } from './sqlalchemy/aware-datetimes.ts';
import { bigintKeys } from './sqlalchemy/bigint-keys.ts';
import { constraintOptions } from './sqlalchemy/constraint-options.ts';
import { dialectQueries } from './sqlalchemy/dialect-queries.ts';
import { driverRewriting } from './sqlalchemy/driver-rewriting.ts';
import { engineOptions } from './sqlalchemy/engine-options.ts';
import { portableTypes } from './sqlalchemy/portable-types.ts';
import { sequenceColumns } from './sqlalchemy/sequence-columns.ts';
import { serverDefaultsRecipe } from './sqlalchemy/server-defaults.ts';
import { sqlitePragmas } from './sqlalchemy/sqlite-pragmas.ts';
import { tableSchemas } from './sqlalchemy/table-schemas.ts';
import { ciServices } from './workspace/ci-services.ts';
import { devContainer } from './workspace/dev-container.ts';
import { documents } from './workspace/documents.ts';
import { ignoreDatabaseFiles } from './workspace/ignore-database-files.ts';
import { infrastructure } from './workspace/infrastructure.ts';
import { runSchemaScripts } from './workspace/run-schema-scripts.ts';
import { schemaScripts } from './workspace/schema-scripts.ts';
import { settingsFiles } from './workspace/settings-files.ts';
import { settingsParts } from './workspace/settings-parts.ts';
import { testServers } from './workspace/test-servers.ts';

/** Every recipe, in the order in which a plan lists their steps. */
export const recipes: readonly Recipe[] = [
  removeDatabaseService,
  removeDatabaseHelpers,
  rewriteServiceEnvironment,
  profileDatabaseService,
  addDatabaseService,
  persistDatabaseFile,
  removeDatabaseWait,
  composeCommands,
  envUrl,
  envSelector,
  envBoolean,
  envParts,
  envChoice,
  envDefault,
  envDsn,
  settingsFiles,
  settingsParts,
  codeSelector,
  booleanSelector,
  settingsUrl,
  assembledUrl,
  urlBuildCall,
  dsnType,
  schemeCheck,
  rawPsycopg,
  rawAsyncpg,
  rawSqlite3,
  rawAiosqlite,
  rawConnectionsLeft,
  djangoDatabases,
  djangoConnectionOptions,
  djangoEngineApps,
  djangoEngineFields,
  djangoEngineLookups,
  alembicUrl,
  environmentUrl,
  applicationUrl,
  databasesOptions,
  peeweeDatabase,
  tortoiseConnection,
  tortoiseFields,
  engineOptions,
  driverRewriting,
  sqlitePragmas,
  renderAsBatch,
  migrationForeignKeys,
  pythonUnreadable,
  portableTypes,
  pythonDependencies,
  pythonSetupFiles,
  bigintKeys,
  serverDefaultsRecipe,
  sequenceColumns,
  constraintOptions,
  dialectQueries,
  sqlInStrings,
  tableSchemas,
  awareDatetimes,
  rawPg,
  rawPgBack,
  pgObstacles,
  nodeUrl,
  nodeUrlCheck,
  nodeDependencies,
  nodeDriverUse,
  nodeDriverQueries,
  nodeOrmConfig,
  prismaCode,
  knexConfig,
  knexClient,
  javascriptUnreadable,
  knexRawRows,
  knexIlike,
  knexInsertColumns,
  knexRawSql,
  knexMigrations,
  runKnexMigrations,
  imageEnvironment,
  removeSystemPackages,
  prepareDatabaseFolder,
  databaseWait,
  ignoreDatabaseFiles,
  ciServices,
  testServers,
  devContainer,
  infrastructure,
  documents,
  schemaScripts,
  historyKeep,
  historyFresh,
  revisionTemplate,
  runMigrations,
  runSchemaScripts,
];
