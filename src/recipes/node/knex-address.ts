import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { type KnexConfig, knexConfigsOf } from '../facts/knex-configs.ts';
import { profileOfName } from '../facts/profile.ts';
import { databaseFileFor, targetUrl } from '../facts/target-url.ts';
import type { SwitchContext } from '../recipe.ts';
import { type KnexConnection, readConnection } from './knex-connection.ts';

/** The address that a configuration gets: a file's path, or the URL of a server. */
export function addressOf(
  { profile }: KnexConfig,
  { database, url }: KnexConnection,
  context: SwitchContext,
): string | undefined {
  const isTest = profile === 'test' && profileOfName(database) !== 'test';
  const name = isTest ? `test_${database || 'app'}` : database;
  if (context.target.server) return targetUrl(context, url ?? fileUrl(context), name);
  const file = databaseFileFor(context, name);
  return file.startsWith('/') ? file : `./${file}`;
}

function fileUrl({ source }: SwitchContext): DatabaseUrl {
  const text = `${source.schemes[0]}:///file`;
  const url = parseDatabaseUrl(text);
  if (!url) throw new Error(`${text} is no URL.`);
  return url;
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
