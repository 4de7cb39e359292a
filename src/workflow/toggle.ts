import type { Goal } from '../core/goal.ts';
import { type Notice, notice } from '../core/notice.ts';
import type { FileStep, Step, TaskStep } from '../core/plan.ts';
import { changesEnvFilesAlone } from './is-toggle.ts';
import { commandLine } from './run-tasks.ts';

/**
 * The steps of a workspace that keeps both engines, once code and packages are right on both: one
 * a file. What would be run besides is named, because going back and forth runs nothing.
 */
export function toggleSteps(
  goal: Goal,
  steps: readonly Step[],
): { readonly steps: readonly Step[]; readonly notices: readonly Notice[] } {
  if (goal.strategy !== 'keep-both' || !changesEnvFilesAlone(steps)) return { steps, notices: [] };
  const files = steps.filter((step) => step.kind === 'file');
  const tasks = steps.filter((step) => step.kind === 'task');
  return { steps: oncePerFile(files), notices: tasks.map(leftToRun) };
}

function oncePerFile(steps: readonly FileStep[]): readonly FileStep[] {
  const files = [...new Set(steps.map(({ path }) => path))];
  return files.flatMap((path) => together(steps.filter((step) => step.path === path)));
}

/** Steps that change one file as one, named by all that they do. */
function together(steps: readonly FileStep[]): readonly FileStep[] {
  const [first, ...more] = steps;
  const changes = steps.flatMap(({ change }) => (change.kind === 'modify' ? change : []));
  const [change] = changes;
  if (!first || !change || more.length === 0 || changes.length < steps.length) return steps;
  const titles = more.map(({ title }) => title.slice(0, 1).toLowerCase() + title.slice(1));
  const title = [first.title, ...titles].join(', ');
  const edits = changes.flatMap((each) => each.edits);
  return [{ ...first, title, change: { ...change, edits } }];
}

function leftToRun({ title, task }: TaskStep): Notice {
  const folder = task.cwd === '' ? '' : `cd ${task.cwd} && `;
  const command = `${folder}${commandLine(task.tool, task.args)}`;
  return notice('toggle-task-left', { path: task.migration?.config ?? '' }, { title, command });
}
