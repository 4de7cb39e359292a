import assert from 'node:assert/strict';
import { pythonDependencies } from '../../../../src/recipes/python/python-dependencies.ts';
import { makePlan } from '../../../../src/workflow/plan.ts';
import { snapshotOf, type Tree } from '../../../support/memory-workspace.ts';

const code = 'from sqlalchemy.ext.asyncio import create_async_engine\n\ncreate_async_engine(url)\n';

function commands(tree: Tree): readonly string[] {
  const plan = makePlan(snapshotOf({ 'db.py': code, ...tree }), [pythonDependencies], {
    to: 'sqlite',
  });
  return plan.steps.flatMap((step) =>
    step.kind === 'task'
      ? `${step.task.cwd || '.'}$ ${step.task.tool} ${step.task.args.join(' ')}`
      : [],
  );
}

const poetry = '[tool.poetry.dependencies]\nasyncpg = "*"\n';
const project = '[project]\ndependencies = ["asyncpg"]\n';

describe('recipes/python/install-tasks', () => {
  it('installs a requirements file where a driver was added', () => {
    assert.deepEqual(commands({ 'api/requirements.txt': 'asyncpg\n' }), [
      'api$ python -m pip install -r requirements.txt',
    ]);
  });

  it('runs nothing where packages only go', () => {
    assert.deepEqual(
      commands({ 'requirements.txt': 'asyncpg\naiosqlite\n', '.env': 'U=postgres://h/d\n' }),
      [],
    );
  });

  it('makes a lock file anew before it installs', () => {
    assert.deepEqual(commands({ 'pyproject.toml': poetry, 'poetry.lock': '' }), [
      '.$ poetry lock',
      '.$ poetry install',
    ]);
    assert.deepEqual(commands({ 'pyproject.toml': project, 'uv.lock': '' }), [
      '.$ uv lock',
      '.$ uv sync',
    ]);
    assert.deepEqual(commands({ Pipfile: '[packages]\nasyncpg = "*"\n', 'Pipfile.lock': '' }), [
      '.$ pipenv lock',
      '.$ pipenv install',
    ]);
  });

  it('finds the lock file of a workspace of packages above', () => {
    assert.deepEqual(commands({ 'api/pyproject.toml': project, 'uv.lock': '' }), [
      '.$ uv lock',
      '.$ uv sync',
    ]);
  });

  it('installs the added packages alone where nothing locks a project', () => {
    assert.deepEqual(commands({ 'pyproject.toml': project }), [
      '.$ python -m pip install aiosqlite>=0.20,<0.22',
    ]);
  });
});
