import assert from 'node:assert/strict';
import { join } from 'node:path';
import { recipes } from '../../../src/recipes/index.ts';
import { makePlan } from '../../../src/workflow/plan.ts';
import { readTree, snapshotOf } from '../../support/memory-workspace.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/recipes');

/** The migrations that a plan runs by itself. */
function migrationsOf(fixture: string) {
  const tree = readTree(join(fixtures, fixture, 'before'));
  const { steps } = makePlan(snapshotOf(tree), recipes, { to: 'sqlite' });
  return steps.flatMap((step) => (step.kind === 'task' && step.task.migration ? [step.task] : []));
}

describe('recipes: what is run on the new database', () => {
  it('runs the migrations of a knexfile, in its folder', () => {
    const [task, ...more] = migrationsOf('node/run-knex-migrations/knexfile');
    assert.deepEqual(more, []);
    assert.equal(task?.cwd, 'server');
    assert.equal(task?.migration?.config, 'server/knexfile.js');
    assert.ok(task?.writes.includes('server/shop.db'));
  });

  it('runs nothing where there is no migration', () => {
    assert.deepEqual(migrationsOf('node/run-knex-migrations/no-migrations'), []);
  });

  it('applies the scripts of a project that has no other migrations', () => {
    const [task, ...more] = migrationsOf('workspace/run-schema-scripts/scripts');
    assert.deepEqual(more, []);
    assert.equal(task?.migration?.tool, 'sql');
    assert.deepEqual(migrationsOf('workspace/run-schema-scripts/knex-keeps-the-schema'), []);
  });
});
