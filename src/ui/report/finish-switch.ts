import * as vscode from 'vscode';
import type { CheckOutcome } from '../../workflow/check-result.ts';
import type { SwitchUi } from '../commands/command.ts';
import type { PlannedSwitch } from '../planned-switch.ts';
import { progressIn, signalOf } from '../progress.ts';
import { applicationStart, opensReport } from '../settings.ts';
import { openReport, writeReport } from './report.ts';

/** Ends a switch with its report; the checks are what was seen after its tasks, if they ran. */
export async function finishSwitch(
  { session, services }: SwitchUi,
  checks: readonly CheckOutcome[] = [],
): Promise<void> {
  const planned = session.current;
  const report = planned && (await writeReport(await services(), planned, checks));
  if (report && opensReport(planned.folder)) await openReport(report);
}

/** Looks whether the switched workspace works. */
export async function verifySwitch(
  { services }: SwitchUi,
  { folder, plan }: PlannedSwitch,
): Promise<readonly CheckOutcome[]> {
  const { verify } = await services();
  const start = applicationStart(folder);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Looking whether the switch worked'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) =>
    verify(folder.uri.fsPath, plan, {
      progress: progressIn(progress),
      signal: signalOf(token),
      ...(start && { start }),
    }),
  );
}
