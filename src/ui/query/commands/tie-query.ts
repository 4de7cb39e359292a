import * as vscode from 'vscode';
import { chooseDatabase } from '../../explorer/commands/target.ts';
import type { QueryCommand } from '../query-ui.ts';

/** Chooses the database that a script is run on. */
export const tieQueryCommand: QueryCommand = {
  id: 'engineSwitch.tieQuery',
  async run(ui) {
    const document = vscode.window.activeTextEditor?.document;
    const entry = document && (await chooseDatabase(ui, vscode.l10n.t('Run on which database?')));
    if (entry) await ui.ties.tie(document, entry);
  },
};
