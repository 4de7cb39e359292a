import type { TaskStep } from '../../core/plan.ts';
import { type CheckContext, failed, passed, skipped, type WorkspaceCheck } from './check.ts';

/** Alembic prints `abc123 (head)` among its log lines. */
const revision = /^([0-9a-zA-Z_]+)(?: \(.*\))?$/gm;

export const alembicHead: WorkspaceCheck = {
  id: 'alembic-head',
  title: 'The migrations are at their head',
  async look(context) {
    const task = context.plan.steps.find(runsAlembic);
    if (!task) return skipped('The plan runs no Alembic migrations.');
    const heads = await revisions(context, task, 'heads');
    const current = await revisions(context, task, 'current');
    if (!heads || !current) return skipped('Alembic could not be asked; see the log.');
    if (current === heads) return passed(`alembic current says ${current}.`);
    return failed(`alembic current says ${current || 'nothing'}, alembic heads says ${heads}.`);
  },
};

function runsAlembic(step: CheckContext['plan']['steps'][number]): step is TaskStep {
  return step.kind === 'task' && step.task.kind === 'migrate' && step.task.args.includes('alembic');
}

async function revisions(
  { processes, signal }: CheckContext,
  { task }: TaskStep,
  command: string,
): Promise<string | undefined> {
  const program = await processes.find(task.tool, task.cwd);
  if (!program) return undefined;
  const options = task.args.slice(0, task.args.indexOf('alembic') + 1);
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
