import * as vscode from 'vscode';
import type { Command } from '../commands/command.ts';
import { localFolders } from '../engine-monitor.ts';
import type { SqlDiagnostics } from './sql-diagnostics.ts';

/** Files that are opened for a check at the most: each stays in the editor's memory. */
const most = 2000;

/** Lists what SQLite would not take of the workspace's SQL, before a switch. */
export function checkSqlCommand(diagnostics: SqlDiagnostics): Command {
  return {
    id: 'engineSwitch.checkSql',
    async run() {
      diagnostics.ask('sqlite');
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Checking SQL for SQLite'),
          cancellable: true,
        },
        (_progress, token) => openAll(token),
      );
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    },
  };
}

async function openAll(token: vscode.CancellationToken): Promise<void> {
  for (const folder of localFolders()) {
    const pattern = new vscode.RelativePattern(folder, '**/*.{sql,py,js,ts,mjs,cjs,mts,cts}');
    const files = await vscode.workspace.findFiles(
      pattern,
      '**/{node_modules,.venv,venv,.git,dist,.engine-switch}/**',
      most,
      token,
    );
    for (const file of files) {
      if (token.isCancellationRequested) return;
      await vscode.workspace.openTextDocument(file);
    }
  }
}
