import { type KnexConfig, knexConfigsOf } from '../facts/knex-configs.ts';
import { profileOfName } from '../facts/profile.ts';
import { databaseFileFor, plainServerUrl } from '../facts/target-url.ts';
import type { SwitchContext } from '../recipe.ts';
import { type KnexConnection, readConnection } from './knex-connection.ts';

/** The address that a configuration gets: a file's path, or the URL of a server. */
export function addressOf(
  { profile }: KnexConfig,
  { database }: KnexConnection,
  context: SwitchContext,
): string {
  const isTest = profile === 'test' && profileOfName(database) !== 'test';
  const name = isTest ? `test_${database || 'app'}` : database;
  if (context.target.server) return plainServerUrl(context, name);
  const file = databaseFileFor(context, name);
  return file.startsWith('/') ? file : `./${file}`;
}

/** The files on which the Knex configurations of the old engine will run. */
export function knexFiles(context: SwitchContext): readonly string[] {
  const { project, source } = context;
  return knexConfigsOf(project)
    .filter(({ engine }) => engine === source)
    .flatMap((config) => {
      const connects = readConnection(project, config);
      return (connects && addressOf(config, connects, context)) ?? [];
    });
}
