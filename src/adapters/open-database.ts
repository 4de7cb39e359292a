import { SwitchError } from '../core/errors.ts';
import type { Database } from '../data/database.ts';
import { parseDatabaseUrl } from '../engines/url.ts';
import { PostgresqlDatabase } from './postgresql/postgresql-database.ts';
import { SqliteDatabase } from './sqlite/sqlite-database.ts';

/**
 * The database that a text means: a URL of either engine, or the path of a SQLite file. `absolute`
 * makes a path absolute. Throws `wrong-usage` for a URL of another engine.
 */
export function openDatabase(place: string, absolute: (path: string) => string): Database {
  if (!/^[a-z][a-z0-9+]*:\/\//i.test(place)) return new SqliteDatabase(absolute(place));
  const url = parseDatabaseUrl(place);
  if (url?.engine.id === 'postgresql') return new PostgresqlDatabase(place);
  if (url?.engine.id === 'sqlite' && isFile(url.database)) {
    return new SqliteDatabase(absolute(url.database));
  }
  throw new SwitchError(
    'wrong-usage',
    'This URL names no database that can be read.',
    'Give a postgresql:// URL, a sqlite:/// URL with a file, or the path of a SQLite file.',
  );
}

function isFile(database: string): boolean {
  return database !== '' && !database.startsWith(':memory:');
}
