import { jsonChildren, parseJson } from '../../formats/json.ts';
import { baseName, filesWhere, oncePer, type Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';

/**
 * How the programs of a project want the address of a database file: SQLAlchemy's URL (Django's
 * and most others' too), Tortoise's, which counts slashes in its own way, or a plain path, as Node
 * drivers do. `unknown` for a tool whose form depends on files that are not read here.
 */
export type UrlForm = 'sqlalchemy' | 'tortoise' | 'path' | 'unknown';

/** Node packages that take `{ filename }`, and those that have a form of their own. */
const pathPackages = ['knex', 'pg', 'better-sqlite3', 'sqlite3', 'objection', 'bookshelf'];
const otherPackages = [
  'prisma',
  '@prisma/client',
  'sequelize',
  'typeorm',
  'drizzle-orm',
  '@mikro-orm/core',
];

/** The form in which this project's variables hold a database file. */
export const urlFormOf: (project: Project) => UrlForm = oncePer((project: Project) => {
  const python = [...project.files.keys()].some((path) => path.endsWith('.py'));
  if (python)
    return pythonFilesWith(project, /\btortoise\b/).length > 0 ? 'tortoise' : 'sqlalchemy';
  const packages = nodePackagesOf(project);
  if (otherPackages.some((name) => packages.has(name))) return 'unknown';
  return pathPackages.some((name) => packages.has(name)) ? 'path' : 'sqlalchemy';
});

function nodePackagesOf(project: Project): ReadonlySet<string> {
  const manifests = filesWhere(project, (path) => baseName(path) === 'package.json');
  const names = manifests.flatMap(({ text }) => {
    const document = parseJson(text);
    return ['dependencies', 'devDependencies'].flatMap((field) =>
      jsonChildren(document, [field]).map(({ path }) => path.at(-1) ?? ''),
    );
  });
  return new Set(names);
}
