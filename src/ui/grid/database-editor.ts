import * as vscode from 'vscode';
import type { GridRequest, GridSetup, ToGrid } from '../../data/grid/protocol.ts';
import { connectGrid, type GridContext } from './connect-grid.ts';
import type { GridBackend } from './grid-backend.ts';
import { TableDocument } from './table-document.ts';
import type { TableHost } from './table-host.ts';
import { type TablePlace, tableUri } from './table-uri.ts';
import { gridTexts } from './texts.ts';

/** By default for the usual endings; by “Open With...” for every file. */
export const databaseViewTypes = ['engineSwitch.database', 'engineSwitch.anyDatabase'];

/** The read-only editor of a database file: a tab for each of its tables. */
export class DatabaseEditors implements vscode.CustomReadonlyEditorProvider<DatabaseDocument> {
  private readonly context: GridContext;
  private readonly host: TableHost;

  constructor(context: GridContext, host: TableHost) {
    this.context = context;
    this.host = host;
  }

  openCustomDocument(uri: vscode.Uri): Promise<DatabaseDocument> {
    return DatabaseDocument.open(uri, this.host);
  }

  resolveCustomEditor(document: DatabaseDocument, panel: vscode.WebviewPanel): void {
    const connection = connectGrid(panel, this.context, document);
    panel.onDidDispose(() => connection.dispose());
  }
}

/** A database file with one of its tables shown. */
export class DatabaseDocument implements vscode.CustomDocument, GridBackend {
  readonly uri: vscode.Uri;
  private readonly host: TableHost;
  private readonly places: readonly TablePlace[];
  private readonly problem: string;
  private readonly listeners = new Set<(message: ToGrid) => void>();
  private table: TableDocument | undefined;
  private active = 0;

  private constructor(
    uri: vscode.Uri,
    host: TableHost,
    places: readonly TablePlace[],
    problem: string,
  ) {
    this.uri = uri;
    this.host = host;
    this.places = places;
    this.problem = problem;
  }

  /** What cannot be read is said where its rows would be. */
  static async open(uri: vscode.Uri, host: TableHost): Promise<DatabaseDocument> {
    try {
      const database = uri.toString();
      const { catalog } = await host.open({ database, schema: 'main', name: '' });
      const places = [...catalog.tables, ...catalog.views].map(({ schema, name }) => ({
        database,
        schema,
        name,
      }));
      const document = new DatabaseDocument(uri, host, places, '');
      await document.choose(0);
      return document;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return new DatabaseDocument(uri, host, [], problem);
    }
  }

  get title(): string {
    return this.uri.path.replace(/^.*\//, '');
  }

  dispose(): void {
    this.listeners.clear();
    this.table?.dispose();
  }

  onMessage(listener: (message: ToGrid) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setup(): GridSetup {
    if (!this.table) return emptySetup(this.title, this.problem);
    const labels = this.places.map(({ name }) => name);
    return { ...this.table.setup(), editable: false, tabs: { labels, active: this.active } };
  }

  async answer(request: GridRequest, signal: AbortSignal): Promise<unknown> {
    if (request.op === 'tab') {
      await this.choose(request.index);
      for (const listener of this.listeners) listener({ kind: 'setup', setup: this.setup() });
      return undefined;
    }
    if (this.table) return this.table.answer(request, signal);
    return request.op === 'count' ? { count: 0, exact: true } : { rows: [], milliseconds: 0 };
  }

  private async choose(index: number): Promise<void> {
    const place = this.places[index];
    if (!place) return;
    this.table?.dispose();
    this.active = index;
    // Nothing is edited here, so there is nothing to tell of edits.
    this.table = await TableDocument.open(tableUri(place), this.host, () => undefined);
    this.table.onMessage((message) => {
      if (message.kind !== 'changed') return;
      for (const listener of this.listeners) listener(message);
    });
  }
}

function emptySetup(title: string, problem: string): GridSetup {
  return {
    title,
    columns: [],
    queryable: false,
    positionable: false,
    editable: false,
    references: [],
    texts: gridTexts(),
    note: problem || vscode.l10n.t('The database has no tables.'),
  };
}
