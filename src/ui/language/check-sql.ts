import * as vscode from 'vscode';
import type { EngineId } from '../../core/goal.ts';
import type { Command } from '../commands/command.ts';
import { localFolders } from '../engine-monitor.ts';
import { databaseNames, type SqlDiagnostics } from './sql-diagnostics.ts';

/** Files that are opened for a check at the most: each stays in the editor's memory. */
const most = 2000;

/** The commands that check all SQL, by the database. */
export const checkSqlIds = {
  sqlite: 'engineSwitch.checkSql',
  postgresql: 'engineSwitch.checkSqlForPostgresql',
} as const;

/** Lists what a database would not take of the workspace's SQL, before a switch to it. */
export function checkSqlCommand(diagnostics: SqlDiagnostics, target: EngineId): Command {
  return {
    id: checkSqlIds[target],
    async run() {
      diagnostics.ask(target);
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Checking SQL for {0}', databaseNames[target]),
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
