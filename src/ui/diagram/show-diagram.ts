import * as vscode from 'vscode';
import { layOut } from '../../data/diagram.ts';
import type { DiagramSetup, DiagramToHost } from '../../data/diagram-protocol.ts';
import { targetDatabase } from '../explorer/commands/target.ts';
import type { DatabaseEntry } from '../explorer/database-entry.ts';
import type { ExplorerCommand, ExplorerUi } from '../explorer/explorer-ui.ts';
import { gridWebviewOptions, webviewPage } from '../grid/connect-grid.ts';

/** Draws the schema of a database. */
export const showDiagramCommand: ExplorerCommand = {
  id: 'engineSwitch.showDiagram',
  async run(ui, argument) {
    const entry = await targetDatabase(ui, argument);
    if (entry) await open(ui, entry);
  },
};

async function open({ databases, context }: ExplorerUi, entry: DatabaseEntry): Promise<void> {
  const title = vscode.l10n.t('Diagram of {0}', entry.label);
  const { extensionUri } = context;
  const panel = vscode.window.createWebviewPanel(
    'engineSwitch.diagram',
    title,
    vscode.ViewColumn.Active,
    gridWebviewOptions(extensionUri),
  );
  const tell = async () => {
    const { catalog } = await databases.load(entry);
    if (catalog) await panel.webview.postMessage(setupOf(title, layOut(catalog)));
  };
  const receiving = panel.webview.onDidReceiveMessage((message: DiagramToHost) => {
    if (message.kind === 'ready') return tell();
    if (message.kind === 'save') return save(entry.label, message);
    return vscode.commands.executeCommand('engineSwitch.showMermaid', {
      entry,
      kind: 'database',
      id: entry.id,
    });
  });
  const watching = databases.onDidChange((changed) => {
    if (changed?.id === entry.id) void tell();
  });
  panel.onDidDispose(() => vscode.Disposable.from(receiving, watching).dispose());
  const page = { script: 'diagram', style: 'diagram.css', title };
  panel.webview.html = webviewPage(panel.webview, extensionUri, page);
}

function setupOf(title: string, diagram: DiagramSetup['diagram']): DiagramSetup {
  const { t } = vscode.l10n;
  return {
    diagram,
    texts: {
      diagram: title,
      find: t('Find tables and columns'),
      found: t('{0} tables'),
      zoomIn: t('Zoom in'),
      zoomOut: t('Zoom out'),
      fit: t('Fit'),
      all: t('Show All'),
    },
  };
}

async function save(
  label: string,
  { format, content }: Extract<DiagramToHost, { kind: 'save' }>,
): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `${label.replace(/^.*\//, '').replace(/\.\w+$/, '')}.${format}`;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (!target) return;
  const bytes =
    format === 'svg' ? new TextEncoder().encode(content) : Buffer.from(content, 'base64');
  await vscode.workspace.fs.writeFile(target, bytes);
}
