import * as vscode from 'vscode';
import { mermaidText } from '../../../data/mermaid.ts';
import { targetDatabase } from '../../explorer/commands/target.ts';
import type { QueryCommand } from '../query-ui.ts';

/** Opens the schema as Mermaid text, which Markdown previews draw. */
export const showMermaidCommand: QueryCommand = {
  id: 'engineSwitch.showMermaid',
  async run(ui, argument) {
    const entry = await targetDatabase(ui, argument);
    const catalog = entry && (await ui.databases.load(entry)).catalog;
    if (!catalog) return;
    const content = `\`\`\`mermaid\n${mermaidText(catalog)}\`\`\`\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await vscode.window.showTextDocument(document);
  },
};
