import * as vscode from 'vscode';
import type { ExplorerCommand } from '../explorer-ui.ts';
import { sqlName } from '../explorer-view.ts';
import { targetNode } from './target.ts';

/** Copies a name as SQL writes it. */
export const copyNameCommand: ExplorerCommand = {
  id: 'engineSwitch.copyName',
  async run(ui, argument) {
    const node = targetNode(ui, argument);
    const name = node && sqlName(node);
    if (name !== undefined) await vscode.env.clipboard.writeText(name);
  },
};
