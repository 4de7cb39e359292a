import type { TaskStep } from '../../core/plan.ts';
import { type CheckContext, failed, passed, skipped, type WorkspaceCheck } from './check.ts';

/** Alembic prints `abc123 (head)` among its log lines. */
const revision = /^([0-9a-zA-Z_]+)(?: \(.*\))?$/gm;

export const alembicHead: WorkspaceCheck = {
  id: 'alembic-head',
  title: 'The migrations are at their head',
  async look(context) {
    const tasks = context.plan.steps.filter(runsAlembic);
    if (tasks.length === 0) return skipped('The plan runs no Alembic migrations.');
    const said: string[] = [];
    for (const task of tasks) {
      const heads = await revisions(context, task, 'heads');
      const current = await revisions(context, task, 'current');
      if (!heads || !current) return skipped('Alembic could not be asked; see the log.');
      if (current !== heads) {
        return failed(`alembic current says ${current}, alembic heads says ${heads}.`);
      }
      said.push(current);
    }
    return passed(`alembic current says ${said.join(', and for the next history ')}.`);
  },
};

function runsAlembic(step: CheckContext['plan']['steps'][number]): step is TaskStep {
  return (
    step.kind === 'task' &&
    step.task.migration?.tool === 'alembic' &&
    step.task.args.includes('upgrade')
  );
}

async function revisions(
  { processes, signal }: CheckContext,
  { task }: TaskStep,
  command: string,
): Promise<string | undefined> {
  const program = await processes.find(task.tool, task.cwd);
  if (!program) return undefined;
  const options = task.args.slice(0, task.args.indexOf('upgrade'));
  const { exitCode, output } = await processes.run({
    program,
    args: [...options, command],
    cwd: task.cwd,
    ...(signal && { signal }),
  });
  if (exitCode !== 0) return undefined;
  return [...output.matchAll(revision)]
    .map(([, id]) => id)
    .sort()
    .join(', ');
}
