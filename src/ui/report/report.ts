import * as vscode from 'vscode';
import { chosenIds, type PlannedSwitch } from '../planned-switch.ts';
import type { SwitchServices } from '../switch-services.ts';

/** Where the report of the newest switch lies; git ignores the folder. */
export function reportUri(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.engine-switch/report.md');
}

/** Writes the report of what was applied and opens it beside the editor. */
export async function writeReport(services: SwitchServices, planned: PlannedSwitch): Promise<void> {
  const chosen = chosenIds(planned);
  const steps = planned.plan.steps.filter(({ id }) => chosen.has(id));
  const text = await services.report({ ...planned.plan, steps }, planned.before);
  await vscode.workspace.fs.writeFile(reportUri(planned.folder), new TextEncoder().encode(text));
}

export async function openReport(folder: vscode.WorkspaceFolder): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreviewToSide', reportUri(folder));
}
