import * as vscode from 'vscode';
import { SwitchError } from '../../core/errors.ts';
import type { Edit } from '../../data/edits.ts';
import { saveStatements } from '../../data/edits.ts';
import type { PageQuery } from '../../data/page.ts';
import { connectGrid, type GridContext } from './connect-grid.ts';
import { type EditEvent, TableDocument } from './table-document.ts';
import type { TableHost } from './table-host.ts';
import { type TablePlace, tableUri } from './table-uri.ts';

export const tableViewType = 'engineSwitch.table';

/** The editor of one table: a grid, and the edits that VS Code undoes, saves and keeps. */
export class TableEditors implements vscode.CustomEditorProvider<TableDocument> {
  private readonly edited = new vscode.EventEmitter<EditEvent>();
  private readonly context: GridContext;
  private readonly host: TableHost;
  private readonly open = new Map<string, TableDocument>();
  private readonly asked = new Map<string, PageQuery>();
  readonly onDidChangeCustomDocument = this.edited.event;
  private activeDocument: TableDocument | undefined;

  constructor(context: GridContext, host: TableHost) {
    this.context = context;
    this.host = host;
  }

  /** The table whose editor has the focus. */
  get active(): TableDocument | undefined {
    return this.activeDocument;
  }

  get documents(): readonly TableDocument[] {
    return [...this.open.values()];
  }

  /** Opens a table, its rows restricted where a query is given. */
  async show(place: TablePlace, query?: PageQuery): Promise<void> {
    const uri = tableUri(place);
    const known = this.open.get(uri.toString());
    if (query && !known) this.asked.set(uri.toString(), query);
    await vscode.commands.executeCommand('vscode.openWith', uri, tableViewType);
    if (query) known?.show(query);
  }

  async openCustomDocument(
    uri: vscode.Uri,
    { backupId }: vscode.CustomDocumentOpenContext,
  ): Promise<TableDocument> {
    const document = await TableDocument.open(uri, this.host, (event) => this.edited.fire(event));
    const query = this.asked.get(uri.toString());
    this.asked.delete(uri.toString());
    if (query) document.show(query);
    if (backupId) await restore(document, vscode.Uri.parse(backupId));
    this.open.set(uri.toString(), document);
    return document;
  }

  resolveCustomEditor(document: TableDocument, panel: vscode.WebviewPanel): void {
    const connection = connectGrid(panel, this.context, document);
    const follow = () => {
      if (panel.active) this.activeDocument = document;
      else if (this.activeDocument === document) this.activeDocument = undefined;
    };
    follow();
    panel.onDidChangeViewState(follow);
    panel.onDidDispose(() => {
      connection.dispose();
      this.open.delete(document.uri.toString());
      if (this.activeDocument === document) this.activeDocument = undefined;
    });
  }

  async saveCustomDocument(document: TableDocument): Promise<void> {
    const statements = saveStatements(document.source, document.edits.all);
    const outcome = await document.database.write(statements);
    if (outcome.kind === 'conflict') throw conflict(document.source.name);
    document.edits.set([]);
    document.refresh(undefined);
  }

  async saveCustomDocumentAs(): Promise<void> {
    throw new SwitchError(
      'wrong-usage',
      vscode.l10n.t('A table cannot be saved elsewhere.'),
      vscode.l10n.t('Export it instead.'),
    );
  }

  async revertCustomDocument(document: TableDocument): Promise<void> {
    document.edits.set([]);
    document.refresh(undefined);
  }

  async backupCustomDocument(
    document: TableDocument,
    { destination }: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    const text = JSON.stringify(document.edits.all);
    await vscode.workspace.fs.writeFile(destination, new TextEncoder().encode(text));
    const drop = async () => vscode.workspace.fs.delete(destination);
    return { id: destination.toString(), delete: () => void drop().then(undefined, ignore) };
  }
}

/** Edits that outlived a window. */
async function restore(document: TableDocument, backup: vscode.Uri): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(backup);
  const edits = JSON.parse(new TextDecoder().decode(bytes)) as readonly Edit[];
  document.edits.set(edits);
  document.setEditing(true);
}

function conflict(table: string): SwitchError {
  return new SwitchError(
    'database-error',
    vscode.l10n.t(
      'A row of {0} was changed by another program since you edited it. Nothing was saved.',
      table,
    ),
    vscode.l10n.t('Revert the editor to see the new values, and make your change again.'),
  );
}

function ignore(): void {}
