import { isSwitch } from '../core/goal.ts';
import type { Notice } from '../core/notice.ts';
import type { Plan, Step } from '../core/plan.ts';
import { engines } from '../engines/index.ts';
import { commandLine } from '../workflow/run-tasks.ts';
import { blue, bold, dim, red, yellow } from './colour.ts';
import type { Terminal } from './command.ts';

/** A plan for a person: steps by file, tasks, notices. */
export function renderPlan(plan: Plan, terminal: Terminal): string {
  const { goal } = plan;
  const title = isSwitch(goal)
    ? `Switch to ${engines[goal.target].label}`
    : 'Make SQLAlchemy async';
  const head = `${bold(terminal, title)}: ${count(plan.steps.length, 'step')}, ${count(plan.notices.length, 'notice')}`;
  return [
    head,
    ...renderFiles(plan, terminal),
    ...renderTasks(plan, terminal),
    ...renderNotices(plan.notices, terminal),
    '',
  ].join('\n');
}

function renderFiles({ steps }: Plan, terminal: Terminal): readonly string[] {
  const files = steps.filter((step) => step.kind === 'file');
  const paths = [...new Set(files.map(({ path }) => path))];
  return paths.flatMap((path) => [
    '',
    bold(terminal, path),
    ...files.filter((step) => step.path === path).map((step) => renderStep(step, terminal)),
  ]);
}

function renderTasks({ steps }: Plan, terminal: Terminal): readonly string[] {
  const tasks = steps.filter((step) => step.kind === 'task');
  if (tasks.length === 0) return [];
  const lines = tasks.flatMap((step) => [
    renderStep(step, terminal),
    `    ${commandLine(step.task.tool, step.task.args)}`,
  ]);
  return ['', bold(terminal, 'Then run'), ...lines];
}

function renderStep({ title, why }: Step, terminal: Terminal): string {
  return `  ${title}\n    ${dim(terminal, why)}`;
}

/** Notices for a person, the gravest first, each with its place and the next step. */
export function renderNotices(notices: readonly Notice[], terminal: Terminal): readonly string[] {
  const paint = { blocking: red, warning: yellow, info: blue };
  return (['blocking', 'warning', 'info'] as const).flatMap((severity) =>
    notices
      .filter((notice) => notice.severity === severity)
      .flatMap((notice) => [
        '',
        `${paint[severity](terminal, severity)} ${placeOf(notice)}${notice.message}`,
        `    ${dim(terminal, notice.nextStep)}`,
      ]),
  );
}

function placeOf({ path, range }: Notice): string {
  if (!path) return '';
  return range ? `${path}:${range.start.line + 1}: ` : `${path}: `;
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
