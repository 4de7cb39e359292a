import * as vscode from 'vscode';
import type { ExplorerCommand } from '../explorer-ui.ts';

/** Turns editing of the open table on, or off again. */
export const editDataCommand: ExplorerCommand = {
  id: 'engineSwitch.editData',
  needsTrust: true,
  async run({ editors }) {
    const document = editors.active;
    if (!document) return;
    if (document.isEditing && document.edits.all.length > 0) {
      const text = vscode.l10n.t('Save the pending changes or revert them first.');
      await vscode.window.showInformationMessage(text);
      return;
    }
    document.setEditing(!document.isEditing);
  },
};
