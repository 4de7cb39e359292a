import * as vscode from 'vscode';
import { isSwitch } from '../../core/goal.ts';
import type { Journal } from '../../core/journal.ts';
import type { TaskStep } from '../../core/plan.ts';
import { openTasks, type PlannedSwitch } from '../planned-switch.ts';
import { progressIn, signalOf } from '../progress.ts';
import { finishSwitch, verifySwitch } from '../report/finish-switch.ts';
import { isCancellation } from '../show-error.ts';
import type { TaskWatch } from '../switch-services.ts';
import { isPlanNode } from '../views/plan-nodes.ts';
import type { Command, SwitchUi } from './command.ts';

/** Runs the tasks of an applied plan that are still open, or the one whose row it was called on. */
export const runTasksCommand: Command = {
  id: 'engineSwitch.runTasks',
  needsTrust: true,
  async run(ui, node) {
    const planned = ui.session.current;
    if (!planned?.applied) return;
    const one = isPlanNode(node) && node.kind === 'task' ? [node.step] : undefined;
    await runAll(ui, planned, planned.applied, one ?? openTasks(planned));
  },
};

async function runAll(
  ui: SwitchUi,
  planned: PlannedSwitch,
  applied: Journal,
  steps: readonly TaskStep[],
): Promise<void> {
  ui.terminal.show();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Finishing the switch'),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    const watch = {
      progress: progressIn(progress),
      output: (text: string) => ui.terminal.print(text),
      signal: signalOf(token, ui.terminal.onDidClose),
    };
    let journal = applied;
    for (const step of steps) journal = await runOne(ui, planned, journal, { step, watch });
  });
  await ui.monitor.look();
  const { current } = ui.session;
  if (!current || openTasks(current).length > 0) return;
  const checks = isSwitch(current.plan.goal) ? await verifySwitch(ui, current) : [];
  await finishSwitch(ui, checks);
}

interface Running {
  readonly step: TaskStep;
  readonly watch: TaskWatch;
}

async function runOne(
  ui: SwitchUi,
  { folder }: PlannedSwitch,
  journal: Journal,
  { step, watch }: Running,
): Promise<Journal> {
  const services = await ui.services();
  ui.session.markTask(step.id, 'running');
  try {
    const next = await services.runTasks(folder.uri.fsPath, journal, [step], watch);
    ui.session.markApplied(next);
    ui.session.markTask(step.id, 'done');
    return next;
  } catch (error) {
    ui.session.markTask(step.id, isCancellation(error) ? 'open' : 'failed');
    throw error;
  }
}
