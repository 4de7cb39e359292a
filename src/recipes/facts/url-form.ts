import { oncePer } from '../../core/once-per.ts';
import { allPaths, type Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import { nodePackagesOf } from './node-packages.ts';

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
  'pg-promise',
  'postgres',
  'slonik',
  '@fastify/postgres',
];

/** The form in which this project's variables hold a database file. */
export const urlFormOf: (project: Project) => UrlForm = oncePer((project: Project) => {
  const python = allPaths(project).some((path) => path.endsWith('.py'));
  if (python)
    return pythonFilesWith(project, /\btortoise\b/).length > 0 ? 'tortoise' : 'sqlalchemy';
  const packages = new Set(nodePackagesOf(project).map(({ name }) => name));
  if (otherPackages.some((name) => packages.has(name))) return 'unknown';
  return pathPackages.some((name) => packages.has(name)) ? 'path' : 'sqlalchemy';
});
