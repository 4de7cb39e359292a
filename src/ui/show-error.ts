import * as vscode from 'vscode';
import type { ErrorCode } from '../core/errors.ts';

/** What a `SwitchError` says; the class itself may come from another bundle. */
interface ReportedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly nextStep: string;
}

/** A button beside an error's message. */
interface Remedy {
  readonly label: string;
  readonly command: string;
}

/** The one place where errors reach the user. Cancelling is none. */
export async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (isCancellation(error)) return;
  log.error(error instanceof Error ? error : String(error));
  const remedies = remediesFor(error);
  const labels = remedies.map(({ label }) => label);
  const answer = await vscode.window.showErrorMessage(sentencesOf(error), ...labels);
  const chosen = remedies.find(({ label }) => label === answer);
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

function sentencesOf(error: unknown): string {
  if (isReported(error)) return `${error.message} ${error.nextStep}`;
  return vscode.l10n.t('Something went wrong that was not expected: {0}', String(error));
}

function remediesFor(error: unknown): readonly Remedy[] {
  const log = { label: vscode.l10n.t('Show Log'), command: 'engineSwitch.showLog' };
  if (!isReported(error)) return [log];
  switch (error.code) {
    case 'file-changed':
      return [{ label: vscode.l10n.t('Plan Again'), command: 'engineSwitch.planAgain' }];
    case 'program-failed':
    case 'program-missing':
      return [
        { label: vscode.l10n.t('Show Output'), command: 'engineSwitch.showTaskOutput' },
        { label: vscode.l10n.t('Undo Switch'), command: 'engineSwitch.undoSwitch' },
      ];
    default:
      return [log];
  }
}

function isReported(error: unknown): error is ReportedError {
  return error instanceof Error && 'code' in error && 'nextStep' in error;
}

/** Whether this is the user's own wish and no error. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof vscode.CancellationError) return true;
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}
