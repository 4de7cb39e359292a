import * as vscode from 'vscode';
import type { ExplorerCommand } from '../explorer-ui.ts';
import type { ExplorerNode } from '../nodes.ts';
import { targetNode } from './target.ts';

/** Opens the SQL that made a table, view, index or trigger. */
export const showDefinitionCommand: ExplorerCommand = {
  id: 'engineSwitch.showDefinition',
  async run(ui, argument) {
    const node = targetNode(ui, argument);
    const content = node && definitionOf(node);
    if (!content) return;
    const document = await vscode.workspace.openTextDocument({ language: 'sql', content });
    await vscode.window.showTextDocument(document, { preview: true });
  },
};

function definitionOf(node: ExplorerNode): string | undefined {
  switch (node.kind) {
    case 'table': {
      const { sql, indexes, triggers } = node.table;
      const parts = [sql, ...indexes.map((index) => index.sql), ...triggers.map(({ sql }) => sql)];
      return statements(parts);
    }
    case 'view':
      return statements([node.view.sql, ...node.view.triggers.map(({ sql }) => sql)]);
    case 'index':
      return statements([node.index.sql]);
    case 'trigger':
      return statements([node.trigger.sql]);
    default:
      return undefined;
  }
}

function statements(parts: readonly (string | undefined)[]): string {
  const written = parts.filter((part) => part !== undefined);
  return written.map((sql) => `${sql.replace(/;\s*$/, '')};\n`).join('\n');
}
