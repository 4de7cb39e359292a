import * as vscode from 'vscode';
import { connectGrid, type GridContext, gridWebviewOptions } from '../grid/connect-grid.ts';
import { ResultGrid, type TitledSet } from './result-grid.ts';

/** The one panel in which the results of queries are shown, below or beside the script. */
export class ResultPanel implements vscode.Disposable {
  private readonly context: GridContext;
  private panel: vscode.WebviewPanel | undefined;
  private readonly grid = new ResultGrid();

  constructor(context: GridContext) {
    this.context = context;
  }

  dispose(): void {
    this.panel?.dispose();
  }

  show(sets: readonly TitledSet[]): void {
    this.grid.show(sets);
    if (this.panel) this.panel.reveal(undefined, true);
    else this.panel = this.open();
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'engineSwitch.results',
      this.grid.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      gridWebviewOptions(this.context.extension),
    );
    const connection = connectGrid(panel, this.context, this.grid);
    panel.onDidDispose(() => {
      connection.dispose();
      this.panel = undefined;
    });
    return panel;
  }
}
