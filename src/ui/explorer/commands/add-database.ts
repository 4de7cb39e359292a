import * as vscode from 'vscode';
import type { ExplorerCommand } from '../explorer-ui.ts';

/** Adds database files to the list. */
export const addDatabaseCommand: ExplorerCommand = {
  id: 'engineSwitch.addDatabase',
  async run({ databases }) {
    const uris = await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Add SQLite Database'),
      canSelectMany: true,
    });
    for (const uri of uris ?? []) await databases.add(uri);
  },
};
