import type { Goal } from '../core/goal.ts';
import type { Finding } from '../recipes/recipe.ts';

/** Names that say nothing of the application. */
const fallback = 'app';

/**
 * What the database is called on a server and as a file, from the URLs of the workspace: the first
 * name that is written out (without `${...}` holes) and not that of a test profile.
 */
export function databaseNames(findings: readonly Finding[]): Goal['database'] {
  const urls = findings.flatMap(({ connection }) =>
    connection?.url && connection.profile !== 'test' ? connection.url : [],
  );
  for (const url of urls) {
    if (!url.engine.server && url.database && url.database !== ':memory:') {
      return { name: nameFrom(stem(url.database)), file: url.database.replace(/^\.\//, '') };
    }
  }
  const written = urls.find(({ database }) => /^[\w-]+$/.test(database));
  const name = nameFrom(written?.database ?? fallback);
  return { name, file: `${name}.db` };
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

function nameFrom(text: string): string {
  return text.replace(/[^\w-]+/g, '_') || fallback;
}
