import { persistDatabaseFile } from './compose/persist-database-file.ts';
import { removeDatabaseHelpers } from './compose/remove-database-helpers.ts';
import { removeDatabaseService } from './compose/remove-database-service.ts';
import { rewriteServiceEnvironment } from './compose/rewrite-service-environment.ts';
import { envParts } from './env/env-parts.ts';
import { envSelector } from './env/env-selector.ts';
import { envUrl } from './env/env-url.ts';
import { knexConfig } from './node/knex-config.ts';
import { knexRawRows } from './node/knex-raw-rows.ts';
import { nodeDependencies } from './node/node-dependencies.ts';
import { nodeDriverUse } from './node/node-driver-use.ts';
import { assembledUrl } from './python/assembled-url.ts';
import { dsnType } from './python/dsn-type.ts';
import { pythonDependencies } from './python/python-dependencies.ts';
import { pythonSetupFiles } from './python/python-setup-files.ts';
import { pythonUnreadable } from './python/python-unreadable.ts';
import { settingsUrl } from './python/settings-url.ts';
import { urlBuildCall } from './python/url-build-call.ts';
import type { Recipe } from './recipe.ts';
import { bigintKeys } from './sqlalchemy/bigint-keys.ts';
import { engineOptions } from './sqlalchemy/engine-options.ts';
import { portableTypes } from './sqlalchemy/portable-types.ts';
import { serverDefaultsRecipe } from './sqlalchemy/server-defaults.ts';

/** Every recipe, in the order in which a plan lists their steps. */
export const recipes: readonly Recipe[] = [
  removeDatabaseService,
  removeDatabaseHelpers,
  rewriteServiceEnvironment,
  persistDatabaseFile,
  envUrl,
  envSelector,
  envParts,
  settingsUrl,
  assembledUrl,
  urlBuildCall,
  dsnType,
  engineOptions,
  pythonUnreadable,
  portableTypes,
  pythonDependencies,
  pythonSetupFiles,
  bigintKeys,
  serverDefaultsRecipe,
  nodeDependencies,
  nodeDriverUse,
  knexConfig,
  knexRawRows,
];
