import { databaseFilePaths } from '../facts/database-file-paths.ts';
import { javascriptFilesWith } from '../facts/javascript-files.ts';
import { isKnexfile, knexConfigsOf } from '../facts/knex-configs.ts';
import { folderOf, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { isKnexMigration } from './knex-migration-calls.ts';

/** Runs the migrations of every knexfile on the new database once the files are written. */
export const runKnexMigrations: Recipe<Finding> = {
  id: 'run-knex-migrations',
  ecosystem: 'node',
  beyondConfiguration: true,
  title: 'Run the Knex migrations on the new database',
  detect(project) {
    if (!hasMigrations(project)) return [];
    const configs = knexConfigsOf(project).filter(({ file }) => isKnexfile(file.path));
    return [...new Set(configs.map(({ file }) => file.path))].map((path) => ({
      path,
      span: { start: 0, end: 0 },
      label: `migrations of ${path}`,
    }));
  },
  rewrite({ path }, { goal, target }) {
    // A server may not be up yet, and its data is not this program's to touch.
    if (target.server) return outcome({});
    const cwd = folderOf(path);
    const task = {
      kind: 'migrate',
      tool: 'npm',
      args: ['exec', '--', 'knex', 'migrate:latest'],
      migration: { tool: 'knex', config: path, engine: target.id, action: { kind: 'up' } },
      cwd,
      writes: databaseFilePaths(cwd, goal.database.file),
      undo: 'The database file that it makes is removed.',
    } as const;
    const why = `The database on ${target.label} has no tables yet.`;
    return outcome({ tasks: [{ title: 'Run the Knex migrations', why, task }] });
  },
};

function hasMigrations(project: Project): boolean {
  return javascriptFilesWith(project, /\bup\b/).some(({ source }) => isKnexMigration(source.text));
}
