import * as vscode from 'vscode';
import { saveStatements, statementText } from '../../../data/edits.ts';
import type { ExplorerCommand } from '../explorer-ui.ts';

/** Opens the SQL that saving the open table will run. */
export const showPendingSqlCommand: ExplorerCommand = {
  id: 'engineSwitch.showPendingSql',
  async run({ editors }) {
    const document = editors.active;
    if (!document) return;
    const statements = saveStatements(document.source, document.edits.all).map(statementText);
    const content = ['BEGIN IMMEDIATE;', ...statements, 'COMMIT;', ''].join('\n');
    const text = await vscode.workspace.openTextDocument({ language: 'sql', content });
    await vscode.window.showTextDocument(text, { viewColumn: vscode.ViewColumn.Beside });
  },
};
