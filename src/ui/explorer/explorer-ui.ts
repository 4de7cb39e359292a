import type * as vscode from 'vscode';
import type { Command } from '../commands/command.ts';
import type { ActiveGrid } from '../grid/active-grid.ts';
import type { TableEditors } from '../grid/table-editor.ts';
import type { Databases } from './databases.ts';
import type { ExplorerView } from './explorer-view.ts';

/** What every command of the explorer works with. */
export interface ExplorerUi {
  readonly databases: Databases;
  readonly view: ExplorerView;
  readonly editors: TableEditors;
  readonly activeGrid: ActiveGrid;
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}

export type ExplorerCommand = Command<ExplorerUi>;
