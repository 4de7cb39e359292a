import { isSwitch } from '../core/goal.ts';
import type { Plan } from '../core/plan.ts';
import { engines } from '../engines/index.ts';
import type { CheckOutcome } from '../workflow/check-result.ts';
import { dim, green, red, yellow } from './colour.ts';
import type { Terminal } from './command.ts';
import { count, renderNotices } from './render-plan.ts';

/** What an apply did; printed as it is with `--json`, the plan's notices beside it. */
export interface Applied {
  readonly engine: string;
  /** Absent where there was nothing to do. */
  readonly journal?: string;
  readonly files: readonly string[];
  readonly tasksRun: number;
  readonly checks: readonly CheckOutcome[];
  /** Path of the report in the workspace. */
  readonly report?: string;
}

/** An apply for a person: what was done, what was seen, what remains. */
export function renderApplied(plan: Plan, applied: Applied, terminal: Terminal): string {
  const label = engines[plan.goal.target].label;
  const isMove = isSwitch(plan.goal);
  if (!applied.journal) return renderNothing(plan, label, terminal);
  const { files, tasksRun, report } = applied;
  const state = isMove ? `The workspace runs on ${label}` : 'SQLAlchemy is asynchronous';
  const head = `${green(terminal, 'done')} ${state}: ${count(files.length, 'file')} changed, ${count(tasksRun, 'task')} run.`;
  const checks = applied.checks.map((check) => renderCheck(check, terminal));
  const foot = [`Report: ${report}`, 'engine-switch revert --yes takes it back.'];
  const notices = renderNotices(plan.notices, terminal);
  return [head, '', ...checks, ...notices, '', ...foot, ''].join('\n');
}

/** No edit is made where the workspace is there already, and where none was found that is right. */
function renderNothing({ goal, notices }: Plan, label: string, terminal: Terminal): string {
  if (!isSwitch(goal)) return 'Nothing to do: no synchronous SQLAlchemy was found.\n';
  const isLeft = notices.some(({ severity }) => severity !== 'info');
  if (!isLeft) return `Nothing to do: the workspace runs on ${label}.\n`;
  const head = `${yellow(terminal, 'unchanged')} No file was changed. What ${label} still takes is left to you:`;
  return [head, ...renderNotices(notices, terminal), ''].join('\n');
}

function renderCheck({ title, result, detail }: CheckOutcome, terminal: Terminal): string {
  const paint = { passed: green, failed: red, skipped: yellow }[result];
  return `  ${paint(terminal, result.padEnd(7))} ${title}. ${dim(terminal, detail)}`;
}
