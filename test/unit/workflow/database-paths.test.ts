import assert from 'node:assert/strict';
import type { Plan } from '../../../src/core/plan.ts';
import { recipes } from '../../../src/recipes/index.ts';
import { loadParser } from '../../../src/sql/parser.ts';
import { databasePaths } from '../../../src/workflow/checks/check.ts';
import { makePlan } from '../../../src/workflow/plan.ts';
import { snapshotOf, type Tree } from '../../support/memory-workspace.ts';

const history: Tree = {
  'migrations/versions/a.py': 'from alembic import op\n\nrevision = "a"\ndown_revision = None\n',
  '.env': 'DATABASE_URL=postgresql://ann:pw@localhost/shop\n',
};

describe('the places where a database file is looked for', () => {
  before(loadParser);

  it('are those where its migrations run', () => {
    const plan = planFor({
      'backend/alembic.ini': '[alembic]\nscript_location = migrations\n',
      'backend/migrations/env.py': 'from alembic import context\n',
      'backend/migrations/versions/a.py': history['migrations/versions/a.py'] ?? '',
      '.env': history['.env'] ?? '',
    });
    assert.deepEqual(databasePaths(plan), ['shop.db', 'backend/shop.db']);
  });

  it('are the instance folder too where Flask runs them', () => {
    const plan = planFor({
      ...history,
      'migrations/alembic.ini': '[alembic]\n',
      'migrations/env.py':
        "from flask import current_app\nfrom alembic import context\n\nurl = current_app.extensions['migrate'].db.engine.url\n",
    });
    assert.deepEqual(databasePaths(plan), ['shop.db', 'instance/shop.db']);
  });
});

function planFor(tree: Tree): Plan {
  return makePlan(snapshotOf(tree), recipes, { to: 'sqlite' });
}
