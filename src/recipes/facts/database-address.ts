import { engines } from '../../engines/index.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';

const filePath = /^[\w./-]+\.(?:db|sqlite3?)$/;

/** A database URL, or the path of a database file, as Node's drivers take it. */
export function parseDatabaseAddress(value: string): DatabaseUrl | undefined {
  const engine = Object.values(engines).find(({ server }) => !server);
  const isFile = engine && filePath.test(value);
  return parseDatabaseUrl(isFile ? `${engine.schemes[0]}:///${value}` : value);
}
