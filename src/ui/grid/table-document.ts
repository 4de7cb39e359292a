import * as vscode from 'vscode';
import type { Catalog } from '../../catalog/model.ts';
import { SwitchError } from '../../core/errors.ts';
import type { Database } from '../../data/database.ts';
import type { Edit } from '../../data/edits.ts';
import type { GridRequest, GridSetup, ToGrid } from '../../data/grid/protocol.ts';
import type { PageQuery } from '../../data/page.ts';
import type { RowSource } from '../../data/source.ts';
import { copyCells } from './copy-cells.ts';
import type { GridBackend } from './grid-backend.ts';
import { PendingEdits } from './pending-edits.ts';
import { sourceOf } from './source-of.ts';
import { TableEditing } from './table-editing.ts';
import type { TableHost } from './table-host.ts';
import { TableReader } from './table-reader.ts';
import { TableRelations } from './table-relations.ts';
import { tableSetup } from './table-setup.ts';
import { type TablePlace, tablePlace } from './table-uri.ts';

/** An edit as VS Code undoes and redoes it. */
export type EditEvent = vscode.CustomDocumentEditEvent<TableDocument>;

interface OpenedTable {
  readonly database: Database;
  readonly source: RowSource;
  readonly readOnly: boolean;
}

/** A table that is open in an editor, with the edits that are not saved. */
export class TableDocument implements vscode.CustomDocument, GridBackend {
  readonly uri: vscode.Uri;
  readonly place: TablePlace;
  readonly edits = new PendingEdits();
  readonly database: Database;
  private readonly host: TableHost;
  private readonly edited: (event: EditEvent) => void;
  private readonly listeners = new Set<(message: ToGrid) => void>();
  private readonly relations: TableRelations;
  private readonly editing: TableEditing;
  private reader: TableReader;
  private readonly editable: boolean;
  private editingOn = false;
  private query: PageQuery | undefined;

  private constructor(
    uri: vscode.Uri,
    host: TableHost,
    { database, source, readOnly }: OpenedTable,
    edited: (event: EditEvent) => void,
  ) {
    this.uri = uri;
    this.place = tablePlace(uri);
    this.host = host;
    this.database = database;
    this.reader = new TableReader(database, source, this.edits);
    this.editable = source.writable && !readOnly;
    this.edited = edited;
    this.relations = new TableRelations(this.place, host, () => this.reader);
    this.editing = new TableEditing(
      () => this.reader,
      this.edits,
      (edits, label) => this.push(edits, label),
    );
    this.edits.onDidChange(() => this.tellEditing());
  }

  /** Opens the table; throws where it is not there any more. */
  static async open(
    uri: vscode.Uri,
    host: TableHost,
    edited: (event: EditEvent) => void,
  ): Promise<TableDocument> {
    const place = tablePlace(uri);
    const { database, catalog, readOnly } = await host.open(place);
    const source = sourceOf(catalog, place);
    if (!source) {
      throw new SwitchError(
        'database-error',
        vscode.l10n.t('There is no table {0} any more.', place.name),
        vscode.l10n.t('Close its editor and open another table.'),
      );
    }
    return new TableDocument(uri, host, { database, source, readOnly }, edited);
  }

  get title(): string {
    return this.place.name;
  }

  get source(): RowSource {
    return this.reader.source;
  }

  dispose(): void {
    this.listeners.clear();
  }

  onMessage(listener: (message: ToGrid) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The rows have changed; where the table has too, it is set up anew. */
  refresh(catalog: Catalog | undefined): void {
    const source = catalog && sourceOf(catalog, this.place);
    const isSame = JSON.stringify(source) === JSON.stringify(this.source);
    if (source && !isSame) {
      this.reader = new TableReader(this.database, source, this.edits);
      this.tell({ kind: 'setup', setup: this.setup() });
    } else this.tell({ kind: 'changed' });
  }

  /** Restricts the rows that are shown. */
  show(query: PageQuery): void {
    this.query = query;
    this.tell({ kind: 'show', query });
  }

  setEditing(on: boolean): void {
    this.editingOn = on && this.editable;
    this.tellEditing();
  }

  get isEditing(): boolean {
    return this.editingOn;
  }

  setup(): GridSetup {
    const { editable } = this;
    const query = this.query;
    this.query = undefined;
    return tableSetup(this.source, { editable, ...(query && { query }) });
  }

  async answer(request: GridRequest, signal: AbortSignal): Promise<unknown> {
    switch (request.op) {
      case 'rows':
        if (request.anchor.at === 'start') queueMicrotask(() => this.tellEditing());
        return this.reader.rows(request, signal);
      case 'count':
        return this.reader.count(request, signal);
      case 'facet':
        return this.reader.facet(request, signal);
      case 'facets':
        return this.reader.facetColumns(signal);
      case 'cell':
        return (await this.reader.wholeRows([request.place]))[0]?.[request.column] ?? null;
      case 'copy': {
        const read = () => this.reader.wholeRows(request.places);
        return copyCells({ read, columns: this.source.columns, table: this.title }, request);
      }
      case 'tab':
        return undefined;
      case 'command':
        return this.host.command(request.command);
      case 'label':
      case 'follow':
      case 'references':
        return this.relate(request);
      case 'edit':
      case 'add-row':
      case 'delete-rows':
        return this.edit(request);
    }
  }

  private relate(
    request: Extract<GridRequest, { op: 'label' | 'follow' | 'references' }>,
  ): Promise<unknown> {
    if (request.op === 'references') return this.relations.showReferences(request.place);
    const { place, column } = request;
    return request.op === 'label'
      ? this.relations.label(place, column)
      : this.relations.follow(place, column);
  }

  private async edit(
    request: Extract<GridRequest, { op: 'edit' | 'add-row' | 'delete-rows' }>,
  ): Promise<unknown> {
    if (!this.editingOn) return undefined;
    if (request.op === 'add-row') return this.editing.addRow();
    if (request.op === 'delete-rows') return this.editing.deleteRows(request.places);
    return this.editing.editCell(request.place, request.column, request.text);
  }

  private tell(message: ToGrid): void {
    for (const listener of this.listeners) listener(message);
  }

  private tellEditing(): void {
    this.tell({ kind: 'editing', on: this.editingOn, pending: this.edits.all.length });
  }

  private push(edits: readonly Edit[], label: string): void {
    const redo = () => {
      this.edits.push(edits);
      this.tell({ kind: 'changed' });
    };
    const undo = () => {
      this.edits.pop(edits.length);
      this.tell({ kind: 'changed' });
    };
    redo();
    this.edited({ document: this, label, undo, redo });
  }
}
