import * as vscode from 'vscode';
import type { EngineId, Strategy } from '../../core/goal.ts';
import type { PlanOptions } from '../../workflow/plan.ts';
import type { PlanRequest } from '../../workflow/plan-request.ts';
import { localFolders } from '../engine-monitor.ts';
import { nothingToDoText } from '../goal-texts.ts';
import type { PlannedSwitch } from '../planned-switch.ts';
import { askProject } from '../questions/project.ts';
import { defaultChoices } from '../settings.ts';
import { planViewId } from '../views/plan-view.ts';
import type { Command, SwitchUi } from './command.ts';

/** Plans a switch to an engine and shows the plan; asks only what has no sensible default. */
export function planSwitchCommand(id: string, to: EngineId): Command {
  return { id, run: (ui, strategy) => planSwitch(ui, to, isStrategy(strategy) && { strategy }) };
}

/** A command can be called with a strategy: other than the settings say. */
function isStrategy(argument: unknown): argument is Strategy {
  return argument === 'replace' || argument === 'keep-both';
}

async function planSwitch(
  ui: SwitchUi,
  to: EngineId,
  asked: Pick<PlanOptions, 'strategy'> | false,
): Promise<void> {
  await planAndShow(ui, (folder, project) => {
    const choices = { ...defaultChoices(folder), ...asked };
    const options = { to, ...choices, ...(project !== undefined && { project }) };
    return { kind: 'switch', options };
  });
}

/** Plans what is asked for in a folder of the window, and shows it; the user picks one of several. */
export async function planAndShow(
  ui: SwitchUi,
  request: (folder: vscode.WorkspaceFolder, project: string | undefined) => PlanRequest,
): Promise<void> {
  const folder = await askFolder();
  if (!folder) return;
  await vscode.commands.executeCommand(`${planViewId}.focus`);
  const planned = await withPlanProgress(async () => {
    const project = await chooseProject(ui, folder);
    return ui.session.plan(folder, request(folder, project));
  });
  tellIfNothingToDo(ui, planned);
}

/** Runs work that the plan view waits for. */
export async function withPlanProgress<T>(work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: planViewId } }, work);
}

/** The window's folder, or the one of several that the user picks. */
export async function askFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = localFolders();
  if (folders.length <= 1) {
    if (folders[0]) return folders[0];
    const open = vscode.l10n.t('Open Folder');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('Open the folder of the application that uses a database first.'),
      open,
    );
    if (answer === open) await vscode.commands.executeCommand('vscode.openFolder');
    return undefined;
  }
  return vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('The folder whose database is switched'),
  });
}

/** The one project there is needs no question, and none has nothing to ask about. */
export async function chooseProject(
  ui: SwitchUi,
  folder: vscode.WorkspaceFolder,
): Promise<string | undefined> {
  if (!ui.monitor.detected(folder)) await ui.monitor.look();
  const projects = ui.monitor.detected(folder)?.detection.projects ?? [];
  if (projects.length <= 1) return undefined;
  return askProject(projects.map(({ project }) => project.root));
}

function tellIfNothingToDo(ui: SwitchUi, { plan }: PlannedSwitch): void {
  if (plan.steps.length > 0 || plan.notices.length > 0) return;
  ui.session.discard();
  void vscode.window.showInformationMessage(nothingToDoText(plan.goal));
}
