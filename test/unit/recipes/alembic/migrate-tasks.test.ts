import assert from 'node:assert/strict';
import { join } from 'node:path';
import { recipes } from '../../../../src/recipes/index.ts';
import { makePlan, type PlanOptions } from '../../../../src/workflow/plan.ts';
import { readTree, snapshotOf, type Tree } from '../../../support/memory-workspace.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const sample = readTree(join(fixtures, 'workspaces/fastapi-sample'));

function migrations(tree: Tree, options: PlanOptions) {
  const { steps } = makePlan(snapshotOf(tree), recipes, options);
  return steps.flatMap((step) =>
    step.kind === 'task' && step.task.kind === 'migrate' ? [step.task] : [],
  );
}

describe('recipes/alembic: what is run', () => {
  it('runs a kept history to its head', () => {
    const [task, ...more] = migrations(sample, { to: 'sqlite' });
    assert.deepEqual(more, []);
    assert.equal(task?.tool, 'python');
    assert.deepEqual(task?.args, ['-m', 'alembic', 'upgrade', 'head']);
    assert.equal(task?.cwd, '');
    assert.ok(task?.writes.includes('trailhead.db'));
  });

  it('makes a first revision where the history begins anew', () => {
    const tasks = migrations(sample, { to: 'sqlite', history: 'fresh' });
    assert.deepEqual(
      tasks.map(({ args }) => args[2]),
      ['revision', 'upgrade'],
    );
    assert.ok(tasks[0]?.writes.includes('alembic/versions'));
  });

  it('runs the histories of Flask-Migrate through flask', () => {
    const tree = {
      ...readTree(join(fixtures, 'recipes/alembic/run-migrations/flask-migrate/before')),
      '.env': 'DATABASE_URL=postgresql://localhost/shop\n',
    };
    const [task] = migrations(tree, { to: 'sqlite' });
    assert.deepEqual(task?.args, ['-m', 'flask', 'db', 'upgrade', 'head']);
    assert.equal(task?.cwd, '');
  });

  it('uses a configuration of another name, in its folder', () => {
    const tree = {
      ...readTree(join(fixtures, 'recipes/alembic/run-migrations/alembic/before')),
      '.env': 'DATABASE_URL=postgresql://localhost/shop\n',
    };
    const [task] = migrations(tree, { to: 'sqlite' });
    assert.deepEqual(task?.args.slice(0, 4), ['-m', 'alembic', '-c', 'migrate.ini']);
    assert.equal(task?.cwd, 'backend');
  });

  it('leaves it to the user to run them on a server', () => {
    const tree = readTree(join(fixtures, 'recipes/alembic/run-migrations/to-postgresql/before'));
    assert.deepEqual(migrations(tree, { to: 'postgresql' }), []);
  });
});
