import * as vscode from 'vscode';
import type { ExplorerCommand } from '../explorer-ui.ts';

/** Shows only tables and views with a text in their names. */
export const filterTablesCommand: ExplorerCommand = {
  id: 'engineSwitch.filterTables',
  async run({ view }) {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter Tables'),
      prompt: vscode.l10n.t('Show tables and views with this in their names. Empty shows all.'),
      value: view.filterText,
    });
    if (text !== undefined) view.setFilter(text);
  },
};
