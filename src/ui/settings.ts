import * as vscode from 'vscode';
import type { HistoryChoice, Strategy } from '../core/goal.ts';
import type { StartRequest } from '../workflow/checks/check.ts';
import { startRequest } from '../workflow/checks/start-request.ts';

/** How the user wants a switch to be made, where nothing else was chosen. */
export interface DefaultChoices {
  readonly strategy: Strategy;
  readonly history: HistoryChoice;
}

export function defaultChoices(folder: vscode.WorkspaceFolder): DefaultChoices {
  const settings = settingsOf(folder);
  return {
    strategy: settings.get<Strategy>('strategy', 'replace'),
    history: settings.get<HistoryChoice>('history', 'keep'),
  };
}

/** How the application is started and asked after a switch; throws `wrong-usage`. */
export function applicationStart(folder: vscode.WorkspaceFolder): StartRequest | undefined {
  const settings = settingsOf(folder);
  return startRequest(settings.get('verify.startCommand', ''), settings.get('verify.address', ''));
}

/** Whether the report opens by itself after a switch. */
export function opensReport(folder: vscode.WorkspaceFolder): boolean {
  return settingsOf(folder).get('openReport', true);
}

/** Whether the status bar says which engine the workspace uses. */
export function showsStatusBar(): boolean {
  return vscode.workspace.getConfiguration('engineSwitch').get('statusBar', true);
}

function settingsOf(folder: vscode.WorkspaceFolder): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('engineSwitch', folder);
}
