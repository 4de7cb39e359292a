import * as vscode from 'vscode';
import { layOut } from '../../data/diagram.ts';
import type { DiagramSetup, DiagramState, DiagramToHost } from '../../data/diagram-protocol.ts';
import { targetDatabase } from '../explorer/commands/target.ts';
import type { DatabaseEntry } from '../explorer/database-entry.ts';
import type { ExplorerCommand, ExplorerUi } from '../explorer/explorer-ui.ts';
import { gridWebviewOptions, webviewPage } from '../grid/connect-grid.ts';

/** Draws the schema of a database. */
export const showDiagramCommand: ExplorerCommand = {
  id: 'engineSwitch.showDiagram',
  async run(ui, argument) {
    const entry = await targetDatabase(ui, argument);
    if (entry) open(ui, entry);
  },
};

const viewType = 'engineSwitch.diagram';

function open(ui: ExplorerUi, entry: DatabaseEntry): void {
  const panel = vscode.window.createWebviewPanel(
    viewType,
    titleOf(entry),
    vscode.ViewColumn.Active,
    gridWebviewOptions(ui.context.extensionUri),
  );
  connect(ui, entry, panel);
}

/** Diagrams come back when the window is reloaded. */
export function restoreDiagrams(ui: ExplorerUi): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(panel, state: DiagramState | undefined) {
      const entry = state && (await ui.databases.byId(state.database));
      if (entry) connect(ui, entry, panel);
      else panel.dispose();
    },
  });
}

function titleOf({ label }: DatabaseEntry): string {
  return vscode.l10n.t('Diagram of {0}', label);
}

/** Fills a panel, and fills it anew when the schema has changed. */
function connect(
  { databases, context }: ExplorerUi,
  entry: DatabaseEntry,
  panel: vscode.WebviewPanel,
): void {
  const title = titleOf(entry);
  const tell = async () => {
    const { catalog } = await databases.load(entry);
    const setup = catalog && setupOf(title, entry.id, layOut(catalog));
    if (setup) await panel.webview.postMessage(setup);
  };
  const receiving = panel.webview.onDidReceiveMessage((message: DiagramToHost) => {
    if (message.kind === 'ready') return tell();
    if (message.kind === 'save') return save(entry.label, message);
    const node = { entry, kind: 'database', id: entry.id };
    return vscode.commands.executeCommand('engineSwitch.showMermaid', node);
  });
  const watching = databases.onDidChange((changed) => {
    if (changed?.id === entry.id) void tell();
  });
  panel.onDidDispose(() => vscode.Disposable.from(receiving, watching).dispose());
  panel.webview.options = gridWebviewOptions(context.extensionUri);
  const page = { script: 'diagram', style: 'diagram.css', title };
  panel.webview.html = webviewPage(panel.webview, context.extensionUri, page);
}

function setupOf(title: string, database: string, diagram: DiagramSetup['diagram']): DiagramSetup {
  const { t } = vscode.l10n;
  return {
    database,
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
