import assert from 'node:assert/strict';
import { migrationProjects } from '../../../src/migrations/projects.ts';
import { staticHistory } from '../../../src/migrations/static-history.ts';
import { alembicTree, revision } from '../../support/alembic-project.ts';
import { snapshotOf, type Tree } from '../../support/memory-workspace.ts';

function historyOf(tree: Tree): readonly string[] {
  const snapshot = snapshotOf(tree);
  const [project] = migrationProjects(snapshot);
  assert.ok(project);
  return staticHistory(snapshot, project).map(
    ({ name, folder, state, head }) => `${folder}/${name} ${state}${head ? ' head' : ''}`,
  );
}

describe('staticHistory', () => {
  it('reads revisions of Alembic, parents first', () => {
    const tree = alembicTree({
      ...revision('bbb', '"aaa"', 'pass'),
      ...revision('aaa', 'None', 'pass'),
      ...revision('ccc', '"aaa"', 'pass'),
    });
    assert.deepEqual(historyOf(tree), [
      'migrations/versions/aaa unknown',
      'migrations/versions/bbb unknown head',
      'migrations/versions/ccc unknown head',
    ]);
  });

  const migration = 'exports.up = async () => {}; exports.down = async () => {};';

  it('finds migrations of Knex where the knexfile has them', () => {
    const knexfile = (migrations: string) =>
      `module.exports = { client: 'pg', connection: process.env.DATABASE_URL, ${migrations} };`;
    assert.deepEqual(
      historyOf({
        'knexfile.js': knexfile(''),
        'migrations/1_a.js': migration,
        'other/2_b.js': migration,
      }),
      ['migrations/1_a.js unknown'],
    );
    const directories = "migrations: { directory: ['./db/more/', 'db/first'] }";
    assert.deepEqual(
      historyOf({
        'api/knexfile.ts': knexfile(directories),
        'api/db/more/1_a.ts': migration,
        'api/db/first/2_b.ts': migration,
        'api/db/first/readme.md': '',
      }),
      ['db/more/1_a.ts unknown', 'db/first/2_b.ts unknown'],
    );
  });

  it('lists scripts of SQL in the order of their numbers', () => {
    const sql = 'CREATE TABLE a (id int);';
    assert.deepEqual(historyOf({ 'db/V10__b.sql': sql, 'db/V2__a.sql': sql }), [
      'db/V2__a.sql unknown',
      'db/V10__b.sql unknown',
    ]);
  });
});
