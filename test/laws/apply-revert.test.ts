import assert from 'node:assert/strict';
import { readWorkspace } from '../../src/adapters/workspace/read-workspace.ts';
import { SwitchError } from '../../src/core/errors.ts';
import type { FileStore } from '../../src/core/ports.ts';
import { recipes } from '../../src/recipes/index.ts';
import { applyPlan } from '../../src/workflow/apply.ts';
import { loadEarlierSwitch } from '../../src/workflow/earlier-switch.ts';
import { makePlan } from '../../src/workflow/plan.ts';
import { revertLatest } from '../../src/workflow/revert.ts';
import { fixtureWorkspaces, secrets } from '../support/fixture-workspaces.ts';
import { applySteps, snapshotOf } from '../support/memory-workspace.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../support/temporary-workspace.ts';

const applicable = fixtureWorkspaces()
  .map((workspace) => ({
    ...workspace,
    plan: makePlan(snapshotOf(workspace.tree), recipes, workspace.options),
  }))
  .filter(({ plan }) => plan.steps.length > 0)
  .filter(({ plan }) => plan.notices.every(({ severity }) => severity !== 'blocking'));

/** A kill: nothing after this effect happens, in this process or by its clean-up. */
class Killed extends Error {}

/** The store until its nth effect, which it does or does not do, and never again. */
function killedAt(store: FileStore, effect: number): FileStore {
  let count = 0;
  const guarded =
    <A extends unknown[]>(change: (...args: A) => Promise<void>) =>
    async (...args: A) => {
      count++;
      if (count > effect) throw new Killed();
      await change(...args);
      if (count === effect) throw new Killed();
    };
  return {
    ...store,
    write: guarded(store.write),
    remove: guarded(store.remove),
    removeFolderIfEmpty: guarded(store.removeFolderIfEmpty),
  };
}

describe('laws of apply and revert', function () {
  this.timeout(120_000);
  let workspace: TemporaryWorkspace;
  afterEach(() => workspace?.remove());

  for (const { name, tree, plan } of applicable) {
    it(`writes the plan and takes every byte back: ${name}`, async () => {
      workspace = await temporaryWorkspace(tree);
      const folders = workspace.folders();
      await applyPlan(plan, workspace.ports);
      assert.deepEqual(workspace.tree(), applySteps(tree, plan.steps));
      await revertLatest(workspace.ports);
      assert.deepEqual(workspace.tree(), tree);
      assert.deepEqual(workspace.folders(), folders);
    });
  }

  for (const { name, tree, plan, options } of applicable) {
    it(`switches there and back again to the same bytes: ${name}`, async () => {
      workspace = await temporaryWorkspace(tree);
      const { folder, ports } = workspace;
      await applyPlan(plan, ports);
      if (plan.goal.strategy !== 'replace') return;
      const asked = { ...options, to: plan.goal.source };
      const earlier = await loadEarlierSwitch(ports.journals, asked);
      const back = makePlan(await readWorkspace(folder), recipes, asked, earlier);
      assert.doesNotMatch(JSON.stringify(back), secrets);
      await applyPlan(back, ports);
      assert.deepEqual(workspace.tree(), tree);
    });
  }

  it('survives a kill at every effect of apply and of revert', async () => {
    const largest = applicable.toSorted((a, b) => b.plan.steps.length - a.plan.steps.length)[0];
    assert.ok(largest);
    const { tree, plan } = largest;
    for (let effect = 0; ; effect++) {
      workspace = await temporaryWorkspace(tree);
      const { ports } = workspace;
      const dying = { ...ports, files: killedAt(ports.files, effect) };
      const killed = await applyPlan(plan, dying).then(
        () => false,
        (error: unknown) => error instanceof Killed,
      );
      const dyingAgain = { ...ports, files: killedAt(ports.files, Math.floor(effect / 2)) };
      await revertLatest(dyingAgain).catch(unlessKilledOrDone);
      await revertLatest(ports).catch(unlessKilledOrDone);
      assert.deepEqual(workspace.tree(), tree, `killed at effect ${effect}`);
      workspace.remove();
      if (!killed) break;
    }
  });
});

/** A kill, or an undo that the one before it had ended already. */
function unlessKilledOrDone(error: unknown): void {
  const done = error instanceof SwitchError && error.code === 'nothing-to-revert';
  if (!done && !(error instanceof Killed)) throw error;
}
