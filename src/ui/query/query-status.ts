import * as vscode from 'vscode';
import type { QueryTies } from './query-ties.ts';

/** Says in the status bar on which database the script in the editor is run; a click changes it. */
export function showTieInStatusBar(ties: QueryTies): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'engineSwitch.query',
    vscode.StatusBarAlignment.Right,
    100,
  );
  item.name = vscode.l10n.t('Database of the Query');
  item.command = 'engineSwitch.tieQuery';
  const update = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'sql') return item.hide();
    const entry = await ties.databaseOf(document);
    // Another editor may have come to the front meanwhile.
    if (vscode.window.activeTextEditor?.document !== document) return;
    const label = entry?.label ?? vscode.l10n.t('No database');
    item.text = `$(database) ${label}`;
    item.tooltip = entry
      ? vscode.l10n.t('Statements are run on {0}. Click to choose another database.', label)
      : vscode.l10n.t('Choose the database on which statements are run.');
    item.accessibilityInformation = { label: vscode.l10n.t('Database of the query: {0}', label) };
    item.show();
  };
  const soon = () => void update().catch(() => item.hide());
  soon();
  return vscode.Disposable.from(
    item,
    ties.onDidChange(soon),
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.workspace.onDidOpenTextDocument(soon),
  );
}
