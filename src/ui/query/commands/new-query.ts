import * as vscode from 'vscode';
import { targetDatabase, targetNode } from '../../explorer/commands/target.ts';
import { sqlName } from '../../explorer/explorer-view.ts';
import type { QueryCommand } from '../query-ui.ts';

/** Opens an empty script for a database, or one that reads the chosen table. */
export const newQueryCommand: QueryCommand = {
  id: 'engineSwitch.newQuery',
  async run(ui, argument) {
    const entry = await targetDatabase(ui, argument);
    if (!entry) return;
    const node = targetNode(ui, argument);
    const name = node?.kind === 'table' || node?.kind === 'view' ? sqlName(node) : undefined;
    const content = name === undefined ? '' : `SELECT *\nFROM ${name}\nLIMIT 100;\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'sql', content });
    await ui.ties.tie(document, entry);
    await vscode.window.showTextDocument(document);
  },
};
