import assert from 'node:assert/strict';
import type { Journal } from '../../src/core/journal.ts';
import type { Notice } from '../../src/core/notice.ts';
import { isBlocked, type Plan } from '../../src/core/plan.ts';
import { isEnvFile } from '../../src/recipes/facts/env-files.ts';
import { recipes } from '../../src/recipes/index.ts';
import { checkWorkspace } from '../../src/workflow/check.ts';
import { otherEngine } from '../../src/workflow/choose-project.ts';
import { detect } from '../../src/workflow/detect.ts';
import { makePlan } from '../../src/workflow/plan.ts';
import { fixtureWorkspaces, secrets, wholeWorkspaces } from '../support/fixture-workspaces.ts';
import { applySteps, snapshotOf } from '../support/memory-workspace.ts';

for (const { name, tree, options } of fixtureWorkspaces()) {
  describe(`laws of planning: ${name}`, () => {
    const plan = makePlan(snapshotOf(tree), recipes, options);

    it('has no two steps that touch the same text', () => {
      assert.deepEqual(
        plan.notices.filter(({ code }) => code === 'edits-conflict'),
        [],
      );
    });

    it('is deterministic', () => {
      const again = makePlan(snapshotOf(tree), recipes, options);
      assert.equal(JSON.stringify(again), JSON.stringify(plan));
    });

    it('is idempotent: what it leaves needs no further edit', () => {
      const after = applySteps(tree, plan.steps);
      const again = makePlan(snapshotOf(after), recipes, options);
      assert.deepEqual(
        again.steps.filter(({ kind }) => kind === 'file'),
        [],
      );
    });

    it('leaves a workspace alone that is on the target engine', () => {
      const { projects } = detect(snapshotOf(tree), recipes);
      const findings = projects.flatMap((project) => project.findings);
      const [engine, other] = new Set(findings.flatMap(({ finding }) => finding.engine ?? []));
      if (!engine || other) return;
      const already = makePlan(snapshotOf(tree), recipes, { ...options, to: engine });
      assert.deepEqual(already.steps, []);
    });

    it('offers the configuration alone if that, and not all, can be switched', () => {
      const alone = makePlan(snapshotOf(tree), recipes, { ...options, scope: 'configuration' });
      const offered = plan.notices.some(({ code }) => code === 'configuration-alone');
      assert.equal(offered, isBlocked(plan) && !isBlocked(alone) && alone.steps.length > 0);
      const beyond = recipes.filter(({ beyondConfiguration }) => beyondConfiguration);
      const ids = new Set(beyond.map(({ id }) => id));
      assert.deepEqual(
        alone.steps.filter(({ recipe }) => ids.has(recipe)),
        [],
      );
    });

    it('holds no secret and no absolute path', () => {
      const text = JSON.stringify(plan);
      assert.doesNotMatch(text, secrets);
      assert.ok(!text.includes(process.cwd()));
    });
  });
}

for (const { name, tree, options } of fixtureWorkspaces()) {
  const plan = makePlan(snapshotOf(tree), recipes, options);
  if (isBlocked(plan) || plan.steps.length === 0) continue;
  it(`law of checking, nothing is told that the plan did not tell: ${name}`, () => {
    const after = snapshotOf(applySteps(tree, plan.steps));
    const { problems } = checkWorkspace(after, recipes, [appliedJournal(plan)]);
    const told = new Set(plan.notices.map(toldOf));
    assert.deepEqual(
      problems.map(toldOf).filter((each) => !told.has(each)),
      [],
    );
  });
}

/** What a notice says and of which file: lines move with the edits above them. */
function toldOf({ code, path }: Notice): string {
  return `${code} ${path}`;
}

function appliedJournal({ goal }: Plan): Journal {
  return { version: 1, id: 'law', state: 'applied', goal, entries: [] };
}

for (const { name, tree, options } of wholeWorkspaces()) {
  const there = makePlan(snapshotOf(tree), recipes, options);
  if (options.strategy !== 'keep-both' || isBlocked(there)) continue;
  describe(`laws of keeping both: ${name}`, () => {
    it('goes back and forth with one step, in an env file', () => {
      let now = applySteps(tree, there.steps);
      for (const to of [otherEngine(options.to), options.to, otherEngine(options.to)]) {
        const { steps } = makePlan(snapshotOf(now), recipes, { ...options, to });
        const [step, ...more] = steps;
        assert.deepEqual([to, more.map(({ id }) => id)], [to, []]);
        assert.ok(step?.kind === 'file' && isEnvFile(step.path), `${to}: ${step?.id}`);
        now = applySteps(now, steps);
      }
    });
  });
}
