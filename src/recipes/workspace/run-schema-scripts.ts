import { type Notice, notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { alembicEnvironments } from '../../formats/alembic-environments.ts';
import { isSchemaScript } from '../../sql/schema-scripts.ts';
import { databaseFilePaths } from '../facts/database-file-paths.ts';
import { isKnexfile } from '../facts/knex-configs.ts';
import { allPaths, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

/** Makes the new database from the SQL scripts of a project that has no other migrations. */
export const runSchemaScripts: Recipe<Finding> = {
  id: 'run-schema-scripts',
  ecosystem: 'workspace',
  beyondConfiguration: true,
  title: 'Make the schema of the new database from the SQL scripts',
  detect(project) {
    if (hasTool(project)) return [];
    const script = [...project.files.values()].find(({ path, text }) =>
      isSchemaScript(path, text, project.files),
    );
    if (!script) return [];
    const { path } = script;
    return [{ path, span: { start: 0, end: 0 }, label: `scripts such as ${path}` }];
  },
  rewrite({ path }, { project, goal, target }) {
    if (target.server) return outcome({ notices: [later(path, target)] });
    const task = {
      kind: 'migrate',
      tool: 'engine-switch',
      args: ['migrate', 'up', '--tool', 'sql'],
      migration: { tool: 'sql', config: path, engine: target.id, action: { kind: 'up' } },
      cwd: project.root,
      writes: databaseFilePaths(project.root, goal.database.file),
      undo: 'The database file that it makes is removed.',
    } as const;
    const why = `The database on ${target.label} has no tables yet; what it cannot take is named.`;
    return outcome({ tasks: [{ title: 'Apply the SQL scripts', why, task }] });
  },
};

/** A server has to run first. */
function later(path: string, { label }: Engine): Notice {
  const values = { engine: label, commands: 'engine-switch migrate up --tool sql' };
  return notice('migrations-after-start', { path }, values);
}

/** Tools that keep the schema: scripts are then for something else. */
function hasTool(project: Project): boolean {
  return (
    alembicEnvironments(project).length > 0 ||
    allPaths(project).some((path) => isKnexfile(path) || /(?:^|\/)manage\.py$|\.prisma$/.test(path))
  );
}
