import * as vscode from 'vscode';
import type { QueryCommand } from '../query-ui.ts';

/** Takes a statement that was run before into the editor. */
export const queryHistoryCommand: QueryCommand = {
  id: 'engineSwitch.queryHistory',
  async run({ history }) {
    const items = history.entries.map(({ sql, database, at }) => ({
      label: sql.replace(/\s+/g, ' ').slice(0, 100),
      description: database,
      detail: new Date(at).toLocaleString(),
      sql,
    }));
    const title = vscode.l10n.t('Query History');
    const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
    if (!chosen) return;
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId === 'sql') {
      await editor.insertSnippet(new vscode.SnippetString().appendText(`${chosen.sql};\n`));
      return;
    }
    const content = `${chosen.sql};\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'sql', content });
    await vscode.window.showTextDocument(document);
  },
};
