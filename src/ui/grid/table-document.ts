import * as vscode from 'vscode';
import type { Catalog } from '../../catalog/model.ts';
import type { Database } from '../../data/database.ts';
import { displayText } from '../../data/display.ts';
import { type Edit, keyOfPlace, newNumber, newPlace, valueOfEntry } from '../../data/edits.ts';
import { exportWriter } from '../../data/export/index.ts';
import type {
  CopyFormat,
  GridColumn,
  GridRequest,
  GridSetup,
  ToGrid,
} from '../../data/grid/protocol.ts';
import { labelColumn } from '../../data/row.ts';
import { type RowSource, tableSource, viewSource } from '../../data/source.ts';
import type { Value } from '../../data/value.ts';
import type { GridBackend } from './grid-backend.ts';
import { PendingEdits } from './pending-edits.ts';
import { TableReader } from './table-grid.ts';
import { type TablePlace, tablePlace } from './table-uri.ts';
import { gridTexts } from './texts.ts';

/** What a table's editor needs of the rest of the explorer. */
export interface TableHost {
  readonly open: (
    place: TablePlace,
  ) => Promise<{ database: Database; catalog: Catalog; readOnly: boolean }>;
  /** Opens another table, its rows restricted. */
  readonly show: (place: TablePlace, query: NonNullable<GridSetup['query']>) => Promise<void>;
  readonly command: (document: TableDocument, command: string) => Promise<void>;
}

/** An edit as VS Code undoes and redoes it. */
export type EditEvent = vscode.CustomDocumentEditEvent<TableDocument>;

/** A table that is open in an editor, with the edits that are not saved. */
export class TableDocument implements vscode.CustomDocument, GridBackend {
  readonly uri: vscode.Uri;
  readonly place: TablePlace;
  readonly edits = new PendingEdits();
  readonly database: Database;
  private readonly host: TableHost;
  private readonly edited: (event: EditEvent) => void;
  private readonly listeners = new Set<(message: ToGrid) => void>();
  private reader: TableReader;
  private editable: boolean;
  private editing = false;
  private newRowCount = 0;
  private query: GridSetup['query'];

  private constructor(
    uri: vscode.Uri,
    host: TableHost,
    opened: { readonly database: Database; readonly source: RowSource; readonly readOnly: boolean },
    edited: (event: EditEvent) => void,
  ) {
    this.uri = uri;
    this.place = tablePlace(uri);
    this.host = host;
    this.database = opened.database;
    this.reader = new TableReader(opened.database, opened.source, this.edits);
    this.editable = opened.source.writable && !opened.readOnly;
    this.edited = edited;
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
    if (!source) throw new Error(vscode.l10n.t('There is no table {0} any more.', place.name));
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
  show(query: NonNullable<GridSetup['query']>): void {
    this.query = query;
    this.tell({ kind: 'show', query });
  }

  setEditing(on: boolean): void {
    this.editing = on && this.editable;
    this.tellEditing();
  }

  get isEditing(): boolean {
    return this.editing;
  }

  setup(): GridSetup {
    const { source } = this;
    const { query } = this;
    this.query = undefined;
    return {
      title: source.name,
      columns: source.columns.map((column): GridColumn => {
        const target = source.foreignKeys.find(({ columns }) => columns.includes(column.name));
        return {
          name: column.name,
          type: column.type,
          notNull: column.notNull,
          primaryKey: column.primaryKey,
          generated: column.generated !== undefined,
          ...(target && { refersTo: target.target.name }),
        };
      }),
      queryable: true,
      positionable: source.integerKey,
      editable: this.editable,
      references: source.referencedBy.map((reference) => reference.source.name),
      ...(query && { query }),
      texts: gridTexts(),
    };
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
      case 'cell':
        return (await this.wholeRow(request.place))[request.column] ?? null;
      case 'copy':
        return this.copy(request.places, request.columns, request.format);
      case 'label':
        return this.labelOf(request.place, request.column);
      case 'follow':
        return this.follow(request.place, request.column);
      case 'references':
        return this.showReferences(request.place, request.table);
      case 'edit':
        return this.editCell(request.place, request.column, request.text);
      case 'add-row':
        return this.addRow();
      case 'delete-rows':
        return this.deleteRows(request.places);
      case 'tab':
        return undefined;
      case 'command':
        return this.host.command(this, request.command);
    }
  }

  /** The rows that refer to a row, in their table. */
  async showReferences(place: readonly Value[], table: string): Promise<void> {
    const reference = this.source.referencedBy.find(({ source }) => source.name === table);
    const query = reference && (await this.reader.referenceQuery(place, reference));
    if (query) await this.host.show({ ...this.place, ...reference.source }, query);
  }

  private tell(message: ToGrid): void {
    for (const listener of this.listeners) listener(message);
  }

  private tellEditing(): void {
    this.tell({ kind: 'editing', on: this.editing, pending: this.edits.all.length });
  }

  private async wholeRow(place: readonly Value[]): Promise<readonly Value[]> {
    return (await this.reader.row(place)) ?? [];
  }

  private async copy(
    places: readonly (readonly Value[])[],
    columns: readonly number[],
    format: CopyFormat,
  ): Promise<void> {
    const rows: Value[][] = [];
    for (const place of places) {
      const row = await this.wholeRow(place);
      rows.push(columns.map((column) => row[column] ?? null));
    }
    const names = columns.map((column) => ({ name: this.source.columns[column]?.name ?? '' }));
    await vscode.env.clipboard.writeText(copyText(rows, names, format, this.source.name));
  }

  private async labelOf(place: readonly Value[], column: number): Promise<string> {
    const key = this.reader.foreignKeyOf(column);
    const query = key && (await this.reader.targetQuery(place, key));
    if (!query) return '';
    const { catalog } = await this.host.open(this.place);
    const source = sourceOf(catalog, { ...this.place, ...key.target });
    const label = source && labelColumn(source);
    if (!source || label === undefined) return key.target.name;
    const reader = new TableReader(this.database, source, new PendingEdits());
    const request = { op: 'rows', query, anchor: { at: 'start' }, limit: 1 } as const;
    const { rows } = await reader.rows(request, AbortSignal.timeout(5000));
    const cell = rows[0]?.cells[source.columns.findIndex(({ name }) => name === label)] ?? null;
    const text =
      cell !== null && typeof cell === 'object' && 'text' in cell ? cell.text : displayText(cell);
    return `${key.target.name}: ${text}`;
  }

  private async follow(place: readonly Value[], column: number): Promise<void> {
    const key = this.reader.foreignKeyOf(column);
    const query = key && (await this.reader.targetQuery(place, key));
    if (query) await this.host.show({ ...this.place, ...key.target }, query);
  }

  private async editCell(place: readonly Value[], column: number, text: string): Promise<void> {
    const type = this.source.columns[column]?.type ?? '';
    const value = valueOfEntry(text, type);
    const number = newNumber(place);
    if (number !== undefined) {
      this.push([{ kind: 'fill', number, column, value }], vscode.l10n.t('Edit cell'));
      return;
    }
    const original = await this.reader.row(place);
    if (!original) throw new Error(vscode.l10n.t('The row is not there any more.'));
    const key = keyOfPlace(this.source, place);
    this.push([{ kind: 'update', key, column, value, original }], vscode.l10n.t('Edit cell'));
  }

  private addRow(): readonly Value[] {
    const number = ++this.newRowCount;
    this.push([{ kind: 'insert', number }], vscode.l10n.t('Add row'));
    return newPlace(number);
  }

  private async deleteRows(places: readonly (readonly Value[])[]): Promise<void> {
    const edits: Edit[] = [];
    for (const place of places) {
      if (newNumber(place) !== undefined) continue;
      const original = await this.reader.row(place);
      if (original) edits.push({ kind: 'delete', key: keyOfPlace(this.source, place), original });
    }
    if (edits.length > 0) this.push(edits, vscode.l10n.t('Delete rows'));
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

/** The table or view of a name in a catalogue, as something to page through. */
export function sourceOf(catalog: Catalog, { schema, name }: TablePlace): RowSource | undefined {
  // A foreign key of SQLite may write the name in another case.
  const isIt = (one: { schema: string; name: string }) =>
    one.schema === schema &&
    (one.name === name ||
      (catalog.engine === 'sqlite' && one.name.toLowerCase() === name.toLowerCase()));
  const table = catalog.tables.find(isIt);
  if (table) return tableSource(catalog.engine, table);
  const view = catalog.views.find(isIt);
  return view && viewSource(catalog.engine, view);
}

/** Cells as a text for the clipboard; `text` is for pasting into a sheet: tabs and lines. */
export function copyText(
  rows: readonly (readonly Value[])[],
  columns: readonly { readonly name: string }[],
  format: CopyFormat,
  table: string,
): string {
  if (format === 'text') return rows.map((row) => row.map(displayText).join('\t')).join('\n');
  const writer = exportWriter(format, { columns, table });
  return (
    writer.head() + rows.map((row, at) => writer.row(row, at)).join('') + writer.tail(rows.length)
  );
}
