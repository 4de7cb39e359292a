import type { Goal } from '../core/goal.ts';
import { engines } from '../engines/index.ts';
import type { Finding } from '../recipes/recipe.ts';

/** Names that say nothing of the application. */
const fallback = 'app';

/** The database that every server has from the start; it says nothing of the application either. */
const serverOwn = new Set(Object.values(engines).flatMap(({ selectorNames }) => selectorNames));

/**
 * What the database is called on a server and as a file, from the URLs of the workspace: the first
 * name that is written out (without `${...}` holes) and not that of a test profile. A relative file
 * comes before an absolute one, which may be a place inside a container.
 */
export function databaseNames(findings: readonly Finding[]): Goal['database'] {
  const urls = findings.flatMap(({ connection }) =>
    connection?.url && connection.profile !== 'test' ? connection.url : [],
  );
  const files = urls.filter(
    ({ engine, database }) => !engine.server && database && database !== ':memory:',
  );
  const url = files.find(({ database }) => !database.startsWith('/')) ?? files[0];
  if (url) return { name: nameFrom(stem(url.database)), file: url.database.replace(/^\.\//, '') };
  const written = urls.find(
    ({ database }) => /^[\w-]+$/.test(database) && !serverOwn.has(database.toLowerCase()),
  );
  const name = nameFrom(written?.database ?? fallback);
  return { name, file: `${name}.db` };
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

function nameFrom(text: string): string {
  return text.replace(/[^\w-]+/g, '_') || fallback;
}
