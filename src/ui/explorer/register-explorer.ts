import * as vscode from 'vscode';
import { SwitchError } from '../../core/errors.ts';
import { registerCommands } from '../commands/command.ts';
import { restoreDiagrams } from '../diagram/show-diagram.ts';
import { ActiveGrid } from '../grid/active-grid.ts';
import { DatabaseEditors, databaseViewTypes } from '../grid/database-editor.ts';
import type { TableDocument } from '../grid/table-document.ts';
import { TableEditors, tableViewType } from '../grid/table-editor.ts';
import type { TableHost } from '../grid/table-host.ts';
import { TableFiles, tableScheme } from '../grid/table-uri.ts';
import { registerQuery } from '../query/register-query.ts';
import { showError } from '../show-error.ts';
import { explorerCommands } from './commands/index.ts';
import type { Databases } from './databases.ts';
import { ExplorerView } from './explorer-view.ts';

/** Puts the explorer into the editor: its tree, the editors of tables and the commands. */
export function registerExplorer(
  databases: Databases,
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const report = (error: unknown) => void showError(error, log);
  const view = new ExplorerView(databases, report);
  const host = tableHost(databases, () => editors);
  const activeGrid = new ActiveGrid();
  const grids = { extension: context.extensionUri, active: activeGrid };
  const editors = new TableEditors(grids, host);
  const ui = { databases, view, editors, activeGrid, context, log };
  return vscode.Disposable.from(
    databases,
    view,
    databases.onDidChange(
      (entry) => void refreshTables(databases, editors, entry?.id).catch(report),
    ),
    vscode.workspace.registerFileSystemProvider(tableScheme, new TableFiles()),
    vscode.window.registerCustomEditorProvider(tableViewType, editors, {
      supportsMultipleEditorsPerDocument: false,
    }),
    ...databaseViewTypes.map((type) =>
      vscode.window.registerCustomEditorProvider(type, new DatabaseEditors(grids, host)),
    ),
    restoreDiagrams(ui),
    registerCommands(ui, explorerCommands),
    registerQuery(ui),
  );
}

function tableHost(databases: Databases, editors: () => TableEditors): TableHost {
  return {
    async open(place) {
      const entry = await databases.byId(place.database);
      if (!entry) throw unavailable(vscode.l10n.t('The database is not there any more.'));
      const { state, catalog } = await databases.load(entry);
      if (!catalog) throw unavailable(state.problem?.message ?? '');
      const readOnly = state.readOnly || state.limitation !== undefined;
      return { database: await entry.database(), catalog, readOnly };
    },
    show: (place, query) => editors().show(place, query),
    command: runGridCommand,
  };
}

function unavailable(message: string): SwitchError {
  const nextStep = vscode.l10n.t('Look at the list of databases and refresh it.');
  return new SwitchError('database-unavailable', message, nextStep);
}

const gridCommands: Readonly<Record<string, string>> = {
  'edit-data': 'engineSwitch.editData',
  'show-sql': 'engineSwitch.showPendingSql',
  export: 'engineSwitch.exportTable',
  back: 'workbench.action.navigateBack',
  forward: 'workbench.action.navigateForward',
};

async function runGridCommand(command: string): Promise<void> {
  const id = gridCommands[command];
  if (id) await vscode.commands.executeCommand(id);
}

/** The open tables of a database show its new rows. */
async function refreshTables(databases: Databases, editors: TableEditors, id?: string) {
  const concerned = editors.documents.filter(
    ({ place }) => id === undefined || place.database === id,
  );
  for (const document of concerned) await refreshTable(databases, document);
}

async function refreshTable(databases: Databases, document: TableDocument): Promise<void> {
  const entry = await databases.byId(document.place.database);
  const loaded = entry && (await databases.load(entry));
  document.refresh(loaded?.catalog);
}
