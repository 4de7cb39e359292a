import * as vscode from 'vscode';
import { connectGrid, type GridContext, gridWebviewOptions } from '../grid/connect-grid.ts';
import { ResultGrid, type TitledSet } from './result-grid.ts';

const viewType = 'engineSwitch.results';
const keptKey = 'engineSwitch.lastResults';

/** Results beyond this are not kept over a reload; in UTF-16 units of their JSON. */
const mostKept = 1_000_000;

/** The one panel in which the results of queries are shown, below or beside the script. */
export class ResultPanel implements vscode.Disposable {
  private readonly context: GridContext;
  private readonly state: vscode.Memento;
  private readonly grid = new ResultGrid();
  private readonly restoring: vscode.Disposable;
  private panel: vscode.WebviewPanel | undefined;

  constructor(context: GridContext, state: vscode.Memento) {
    this.context = context;
    this.state = state;
    this.restoring = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => this.restore(panel),
    });
  }

  dispose(): void {
    this.restoring.dispose();
    this.panel?.dispose();
  }

  show(sets: readonly TitledSet[]): void {
    this.grid.show(sets);
    void this.keep(sets);
    if (this.panel) this.panel.reveal(undefined, true);
    else this.panel = this.open();
  }

  private async keep(sets: readonly TitledSet[]): Promise<void> {
    const isSmall = JSON.stringify(sets).length <= mostKept;
    const note = vscode.l10n.t('These results were too large to be kept: run the query again.');
    const kept = isSmall ? sets : sets.map((set) => ({ ...set, rows: [], columns: [], note }));
    await this.state.update(keptKey, kept);
  }

  /** The panel of before the window was reloaded. */
  private restore(panel: vscode.WebviewPanel): void {
    this.grid.show(this.state.get<readonly TitledSet[]>(keptKey) ?? []);
    panel.webview.options = gridWebviewOptions(this.context.extension);
    this.panel = this.connected(panel);
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      viewType,
      this.grid.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      gridWebviewOptions(this.context.extension),
    );
    return this.connected(panel);
  }

  private connected(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    const connection = connectGrid(panel, this.context, this.grid);
    panel.onDidDispose(() => {
      connection.dispose();
      this.panel = undefined;
    });
    return panel;
  }
}
