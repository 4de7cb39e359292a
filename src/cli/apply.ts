import { processRunner } from '../adapters/process/runner.ts';
import { SwitchError } from '../core/errors.ts';
import type { Plan } from '../core/plan.ts';
import { engines } from '../engines/index.ts';
import { applyPlan } from '../workflow/apply.ts';
import { runTasks } from '../workflow/run-tasks.ts';
import { green } from './colour.ts';
import type { Command, Terminal } from './command.ts';
import { renderNotices } from './render-plan.ts';
import {
  openWorkspace,
  planOptions,
  planUsage,
  planWorkspace,
  readPlanOptions,
  workspaceFolder,
} from './workspace.ts';

export const applyCommand: Command = {
  name: 'apply',
  usage: `${planUsage} --yes [--no-tasks] [--json]`,
  summary: 'Make the switch: write the edits as one step and run the tasks.',
  options: { ...planOptions, yes: { type: 'boolean' }, 'no-tasks': { type: 'boolean' } },
  async run(args, terminal) {
    const folder = workspaceFolder(args, terminal);
    const options = readPlanOptions(args);
    if (!args.values.yes) throw notConfirmed();
    const ports = await openWorkspace(folder, terminal);
    const { plan } = await planWorkspace(folder, options, ports.journals);
    const journal = await applyPlan(plan, ports);
    const tasks = plan.steps.filter((step) => step.kind === 'task');
    const running = args.values['no-tasks'] ? [] : tasks;
    await runTasks(journal, running, {
      ...ports,
      processes: processRunner(folder),
      output: terminal.err,
    });
    const summary = summarise(plan, running.length);
    if (args.values.json)
      terminal.out(
        `${JSON.stringify({ journal: journal.id, ...summary, notices: plan.notices }, undefined, 2)}\n`,
      );
    else terminal.out(render(plan, summary, terminal));
    return 0;
  },
};

interface Summary {
  readonly engine: string;
  readonly files: readonly string[];
  readonly tasksRun: number;
}

function summarise(plan: Plan, tasksRun: number): Summary {
  const files = plan.steps.flatMap((step) => (step.kind === 'file' ? step.path : []));
  return { engine: plan.goal.target, files: [...new Set(files)], tasksRun };
}

function render(plan: Plan, { files, tasksRun }: Summary, terminal: Terminal): string {
  const label = engines[plan.goal.target].label;
  if (files.length === 0) return `Nothing to do: the workspace runs on ${label}.\n`;
  const head = `${green(terminal, 'done')} The workspace runs on ${label}: ${files.length} files changed, ${tasksRun} tasks run.`;
  const foot = 'engine-switch revert --yes takes it back.';
  return [head, ...renderNotices(plan.notices, terminal), '', foot, ''].join('\n');
}

function notConfirmed(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'apply changes files and runs programs, so it wants your word.',
    'Look at the plan with “plan” first, then add --yes.',
  );
}
