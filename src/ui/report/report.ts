import * as vscode from 'vscode';
import type { CheckOutcome } from '../../workflow/check-result.ts';
import { chosenIds, type PlannedSwitch } from '../planned-switch.ts';
import type { SwitchServices } from '../switch-services.ts';

/** Writes the report of what was applied; nothing for a plan that was not. */
export async function writeReport(
  services: SwitchServices,
  planned: PlannedSwitch,
  checks: readonly CheckOutcome[],
): Promise<vscode.Uri | undefined> {
  const { applied, folder, plan, before } = planned;
  if (!applied) return undefined;
  const chosen = chosenIds(planned);
  const steps = plan.steps.filter(({ id }) => chosen.has(id));
  const request = { journal: applied.id, plan: { ...plan, steps }, before, checks };
  const path = await services.report(folder.uri.fsPath, request);
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Where the report of a switch lies; git ignores the folder. */
export function reportUri(folder: vscode.WorkspaceFolder, journal: string): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.engine-switch/journal', journal, 'report.md');
}

export async function openReport(report: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreviewToSide', report);
}
