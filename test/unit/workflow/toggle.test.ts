import assert from 'node:assert/strict';
import { join } from 'node:path';
import { recipes } from '../../../src/recipes/index.ts';
import { isToggle } from '../../../src/workflow/is-toggle.ts';
import { makePlan } from '../../../src/workflow/plan.ts';
import { applySteps, readTree, snapshotOf } from '../../support/memory-workspace.ts';

describe('workflow/toggle', () => {
  const tree = readTree(join(import.meta.dirname, '../../fixtures/workspaces/fastapi-sample'));
  const toSqlite = { to: 'sqlite', strategy: 'keep-both' } as const;
  const toPostgresql = { to: 'postgresql', strategy: 'keep-both' } as const;
  const first = makePlan(snapshotOf(tree), recipes, toSqlite);
  const both = applySteps(tree, first.steps);

  it('is not what makes a workspace keep both engines', () => {
    assert.equal(isToggle(first), false);
  });

  it('is one change of the env file from then on, in one direction at a time', () => {
    const back = makePlan(snapshotOf(both), recipes, toPostgresql);
    assert.equal(isToggle(back), true);
    assert.deepEqual(
      back.steps.map((step) => step.kind === 'file' && step.path),
      ['.env'],
    );
    assert.equal(isToggle(makePlan(snapshotOf(both), recipes, toSqlite)), false);
    const returned = applySteps(both, back.steps);
    assert.equal(isToggle(makePlan(snapshotOf(returned), recipes, toSqlite)), true);
    assert.equal(isToggle(makePlan(snapshotOf(returned), recipes, toPostgresql)), false);
  });
});
