import * as vscode from 'vscode';
import type { EngineId } from '../../core/goal.ts';
import { isBlocked, type Plan } from '../../core/plan.ts';
import { engines } from '../../engines/index.ts';
import { isToggle } from '../../workflow/is-toggle.ts';
import { saveEditors, workspaceInput } from '../open-editors.ts';
import { progressIn } from '../progress.ts';
import type { Command, SwitchUi } from './command.ts';
import { askFolder, chooseProject } from './plan-switch.ts';

/** Moves a workspace that keeps both engines to the other one: its env file changes, and no more. */
export const toggleEngineCommand: Command = {
  id: 'engineSwitch.toggleEngine',
  needsTrust: true,
  async run(ui) {
    const folder = await askFolder();
    if (!folder) return;
    const plans = await keepBothPlans(ui, folder);
    const [plan, second] = plans.filter(isToggle);
    if (!plan || second) {
      void refuse(plans);
      return;
    }
    await ui.session.hold(() => write(ui, folder, plan));
    ui.session.discard();
    await ui.monitor.look();
    void tell(plan);
  },
};

/** Which of the two is in use is known by which of them still has something to do. */
async function keepBothPlans(
  ui: SwitchUi,
  folder: vscode.WorkspaceFolder,
): Promise<readonly Plan[]> {
  const services = await ui.services();
  const project = await chooseProject(ui, folder);
  const asked = { strategy: 'keep-both', ...(project !== undefined && { project }) } as const;
  const input = workspaceInput(folder);
  const targets: readonly EngineId[] = ['sqlite', 'postgresql'];
  const planned = targets.map((to) =>
    services.plan(input, { kind: 'switch', options: { ...asked, to } }),
  );
  return (await Promise.all(planned)).map(({ plan }) => plan);
}

async function write(ui: SwitchUi, folder: vscode.WorkspaceFolder, plan: Plan): Promise<void> {
  const services = await ui.services();
  const files = plan.steps.filter((step) => step.kind === 'file');
  await saveEditors(folder, new Set(files.map(({ path }) => path)));
  const title = vscode.l10n.t('Switching to {0}', engines[plan.goal.target].label);
  const journal = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title },
    (progress) =>
      services.apply(
        folder.uri.fsPath,
        plan,
        new Set(files.map(({ id }) => id)),
        progressIn(progress),
      ),
  );
  ui.log.info(`Toggled ${journal.id}`);
}

async function tell({ goal, steps }: Plan): Promise<void> {
  const paths = steps.flatMap((step) => (step.kind === 'file' ? step.path : []));
  const undo = vscode.l10n.t('Undo Switch');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The workspace uses {0} now: {1} was changed.',
      engines[goal.target].label,
      [...new Set(paths)].join(', '),
    ),
    undo,
  );
  if (answer === undo) await vscode.commands.executeCommand('engineSwitch.undoSwitch');
}

/** The next step is the switch that makes the workspace keep both. */
async function refuse(plans: readonly Plan[]): Promise<void> {
  const [plan] = plans.filter((one) => !isBlocked(one) && one.steps.length > 0);
  if (!plan) {
    await vscode.window.showWarningMessage(
      vscode.l10n.t('There is nothing to toggle: no file of this workspace says its engine.'),
    );
    return;
  }
  const keep = vscode.l10n.t('Plan to Keep Both');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'This workspace does not keep both engines yet: more than its env file would change.',
    ),
    keep,
  );
  const command =
    plan.goal.target === 'sqlite'
      ? 'engineSwitch.switchToSqlite'
      : 'engineSwitch.switchToPostgresql';
  if (answer === keep) await vscode.commands.executeCommand(command, 'keep-both');
}
