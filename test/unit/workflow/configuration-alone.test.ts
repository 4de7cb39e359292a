import assert from 'node:assert/strict';
import { join } from 'node:path';
import { SwitchError } from '../../../src/core/errors.ts';
import { isBlocked } from '../../../src/core/plan.ts';
import { recipes } from '../../../src/recipes/index.ts';
import { applyPlan } from '../../../src/workflow/apply.ts';
import { checkWorkspace } from '../../../src/workflow/check.ts';
import { makePlan } from '../../../src/workflow/plan.ts';
import { applySteps, readTree, snapshotOf } from '../../support/memory-workspace.ts';
import { temporaryWorkspace } from '../../support/temporary-workspace.ts';

describe('workflow/configuration-alone', () => {
  const folder = join(import.meta.dirname, '../../fixtures/workspaces/refused-models');
  const tree = readTree(folder);
  const refused = makePlan(snapshotOf(tree), recipes, { to: 'sqlite' });
  const alone = makePlan(snapshotOf(tree), recipes, { to: 'sqlite', scope: 'configuration' });
  const placesOf = ({ notices }: typeof alone) =>
    notices.filter(({ severity }) => severity === 'warning').map(({ code, path }) => [code, path]);

  it('refuses the whole switch before anything is written, and says what can be done', async () => {
    const workspace = await temporaryWorkspace(tree);
    await assert.rejects(applyPlan(refused, workspace.ports), (error) => {
      assert.ok(error instanceof SwitchError);
      assert.match(error.message, /TSTZRANGE/);
      assert.match(error.nextStep, /--scope configuration/);
      return true;
    });
    assert.deepEqual(workspace.tree(), tree);
    workspace.remove();
  });

  it('switches settings, env files, compose, dependencies and engines', () => {
    assert.equal(isBlocked(alone), false);
    const after = applySteps(tree, alone.steps);
    const changed = Object.keys(after).filter((path) => after[path] !== tree[path]);
    assert.deepEqual(changed.sort(), [
      '.env',
      'alembic.ini',
      'app/database.py',
      'docker-compose.yml',
      'migrations/env.py',
      'requirements.txt',
    ]);
  });

  it('names everything that it leaves, what would refuse the whole switch among it', () => {
    assert.deepEqual(placesOf(alone), [
      ['type-without-counterpart', 'app/models.py'],
      ['left-out', 'app/models.py'],
      ['default-not-portable', 'app/models.py'],
      ['type-without-counterpart', 'migrations/versions/0001_rooms.py'],
      ['left-out', 'migrations/versions/0001_rooms.py'],
    ]);
  });

  it('is checked for what it was: nothing more than the plan named is left', async () => {
    const workspace = await temporaryWorkspace(tree);
    await applyPlan(alone, workspace.ports);
    const journals = await workspace.ports.journals.list();
    const after = snapshotOf(applySteps(tree, alone.steps));
    const { engine, problems } = checkWorkspace(after, recipes, journals);
    assert.equal(engine, 'sqlite');
    assert.deepEqual(placesOf({ ...alone, notices: problems }), placesOf(alone));
    workspace.remove();
  });

  it('offers nothing where the configuration is what stands in the way', () => {
    const several = snapshotOf({
      'a/requirements.txt': 'psycopg\n',
      'b/requirements.txt': 'psycopg\n',
    });
    const { notices } = makePlan(several, recipes, { to: 'sqlite' });
    assert.deepEqual(
      notices.map(({ code }) => code),
      ['several-projects'],
    );
  });
});
