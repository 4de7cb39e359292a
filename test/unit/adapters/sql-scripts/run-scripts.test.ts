import assert from 'node:assert/strict';
import { migrationRunner } from '../../../../src/adapters/migrations/migration-runner.ts';
import { processRunner } from '../../../../src/adapters/process/runner.ts';
import { recipes } from '../../../../src/recipes/index.ts';
import { applyPlan } from '../../../../src/workflow/apply.ts';
import { makePlan } from '../../../../src/workflow/plan.ts';
import { revertLatest } from '../../../../src/workflow/revert.ts';
import { runTasks } from '../../../../src/workflow/run-tasks.ts';
import { snapshotOf } from '../../../support/memory-workspace.ts';
import { fixtureTree } from '../../../support/switched-application.ts';
import {
  type TemporaryWorkspace,
  temporaryWorkspace,
} from '../../../support/temporary-workspace.ts';

describe('adapters/sql-scripts/run-scripts', function () {
  this.timeout(60_000);
  let workspace: TemporaryWorkspace;
  afterEach(() => workspace.remove());

  // Their compose files name the file that a container has; the scripts are for this machine's.
  for (const name of ['psycopg-shop', 'asyncpg-notes']) {
    it(`makes the file that the plan says, and nothing that an undo leaves: ${name}`, async () => {
      const tree = fixtureTree(name);
      const plan = makePlan(snapshotOf(tree), recipes, { to: 'sqlite' });
      const [task] = plan.steps.filter(
        (step) => step.kind === 'task' && step.task.migration?.tool === 'sql',
      );
      assert.ok(task?.kind === 'task');
      workspace = await temporaryWorkspace(tree);
      const { folder, ports } = workspace;
      const folders = workspace.folders();
      const journal = await applyPlan(plan, ports);
      const runners = { processes: processRunner(folder), migrations: migrationRunner(folder) };
      await runTasks(journal, [task], { ...ports, ...runners, output: () => undefined });
      assert.ok(plan.goal.database.file in workspace.tree());
      await revertLatest(ports);
      assert.deepEqual(workspace.tree(), tree);
      assert.deepEqual(workspace.folders(), folders);
    });
  }
});
