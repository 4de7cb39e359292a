import { migrationRunner } from '../adapters/migrations/migration-runner.ts';
import { processRunner } from '../adapters/process/runner.ts';
import { type VerifyOptions, verifyWorkspace } from '../adapters/workspace/verify-workspace.ts';
import { errorCodes, SwitchError } from '../core/errors.ts';
import { isSwitch } from '../core/goal.ts';
import { isBlocked, type Plan } from '../core/plan.ts';
import { applyPlan, type WorkspacePorts } from '../workflow/apply.ts';
import { startRequest } from '../workflow/checks/start-request.ts';
import { linkFromJournal } from '../workflow/report/link-from-journal.ts';
import { renderReport } from '../workflow/report/report.ts';
import { runTasks } from '../workflow/run-tasks.ts';
import { type Command, textOption } from './command.ts';
import { type Applied, renderApplied } from './render-applied.ts';
import {
  openWorkspace,
  type PlannedWorkspace,
  planOptions,
  planUsage,
  planWorkspace,
  readPlanRequest,
  workspaceFolder,
} from './workspace.ts';

export const applyCommand: Command = {
  name: 'apply',
  usage: `${planUsage} --yes [--no-tasks] [--start COMMAND --address URL] [--json]`,
  summary: 'Make the switch: write the edits as one step, run the tasks, verify.',
  options: {
    ...planOptions,
    yes: { type: 'boolean' },
    'no-tasks': { type: 'boolean' },
    start: { type: 'string' },
    address: { type: 'string' },
  },
  async run(args, terminal) {
    const folder = workspaceFolder(args, terminal);
    const request = readPlanRequest(args);
    const start = startRequest(textOption(args, 'start') ?? '', textOption(args, 'address') ?? '');
    if (!args.values.yes) throw notConfirmed();
    const ports = await openWorkspace(folder, terminal);
    const planned = await planWorkspace(folder, request, ports.journals);
    const { plan } = planned;
    if (args.values.json && isBlocked(plan)) {
      terminal.out(json({ engine: plan.goal.target, files: [], tasksRun: 0, checks: [] }, plan));
      return errorCodes['plan-blocked'];
    }
    const wanted = { tasks: !args.values['no-tasks'], ...(start && { start }) };
    const applied = await apply(folder, planned, wanted, { ...ports, output: terminal.err });
    terminal.out(args.values.json ? json(applied, plan) : renderApplied(plan, applied, terminal));
    return applied.checks.some(({ result }) => result === 'failed') ? 1 : 0;
  },
};

function json(applied: Applied, { notices }: Plan): string {
  return `${JSON.stringify({ ...applied, notices }, undefined, 2)}\n`;
}

/** What is done besides writing the edits. */
interface Wanted extends VerifyOptions {
  readonly tasks: boolean;
}

async function apply(
  folder: string,
  { plan, snapshot }: PlannedWorkspace,
  wanted: Wanted,
  ports: WorkspacePorts & { readonly output: (text: string) => void },
): Promise<Applied> {
  const engine = plan.goal.target;
  const files = plan.steps.flatMap((step) => (step.kind === 'file' ? step.path : []));
  if (files.length === 0 && !isBlocked(plan)) return { engine, files, tasksRun: 0, checks: [] };
  const journal = await applyPlan(plan, ports);
  const tasks = plan.steps.filter((step) => step.kind === 'task');
  const running = wanted.tasks ? tasks : [];
  const runners = { processes: processRunner(folder), migrations: migrationRunner(folder) };
  await runTasks(journal, running, { ...ports, ...runners });
  const isLookedAt = isSwitch(plan.goal) && (running.length > 0 || wanted.start !== undefined);
  const checks = isLookedAt ? await verifyWorkspace(folder, plan, ports, wanted) : [];
  const markdown = renderReport({ plan, before: snapshot, checks, linkTo: linkFromJournal });
  const report = await ports.journals.saveReport(journal.id, markdown);
  const counts = { tasksRun: running.length, checks, report };
  return { engine, journal: journal.id, files: [...new Set(files)], ...counts };
}

function notConfirmed(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'apply changes files and runs programs, so it wants your word.',
    'Look at the plan with “plan” first, then add --yes.',
  );
}
