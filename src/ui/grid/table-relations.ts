import * as vscode from 'vscode';
import type { Reference } from '../../catalog/model.ts';
import { displayText } from '../../data/display.ts';
import type { PageQuery } from '../../data/page.ts';
import { labelColumn } from '../../data/row.ts';
import { isCut, type Value } from '../../data/value.ts';
import { PendingEdits } from './pending-edits.ts';
import { rowsText } from './rows-text.ts';
import { sourceOf } from './source-of.ts';
import type { TableHost } from './table-host.ts';
import { TableReader } from './table-reader.ts';
import type { TablePlace } from './table-uri.ts';

/** Longer nobody waits for the label of a row, in milliseconds. */
const labelTimeout = 5000;

/** The ways from a row to others, along foreign keys and against them. */
export class TableRelations {
  private readonly place: TablePlace;
  private readonly host: TableHost;
  private readonly reader: () => TableReader;

  constructor(place: TablePlace, host: TableHost, reader: () => TableReader) {
    this.place = place;
    this.host = host;
    this.reader = reader;
  }

  /** What the row is called that a foreign key points to; empty for a column without one. */
  async label(place: readonly Value[], column: number): Promise<string> {
    const key = this.reader().foreignKeyOf(column);
    const query = key && (await this.reader().targetQuery(place, key));
    if (!query) return '';
    const { database, catalog } = await this.host.open(this.place);
    const source = sourceOf(catalog, { ...this.place, ...key.target });
    if (!source) return vscode.l10n.t('{0}: there is no such table', key.target.name);
    const reader = new TableReader(database, source, new PendingEdits());
    const request = { op: 'rows', query, anchor: { at: 'start' }, limit: 1 } as const;
    const { rows } = await reader.rows(request, AbortSignal.timeout(labelTimeout));
    const [row] = rows;
    if (!row) return vscode.l10n.t('{0}: there is no such row', source.name);
    const label = labelColumn(source);
    const cell = row.cells[source.columns.findIndex(({ name }) => name === label)] ?? null;
    const text = isCut(cell) ? ('text' in cell ? `${cell.text}…` : '') : displayText(cell);
    return text === '' ? source.name : `${source.name}: ${text}`;
  }

  /** Opens the row that a foreign key points to, in its table. */
  async follow(place: readonly Value[], column: number): Promise<void> {
    const key = this.reader().foreignKeyOf(column);
    const query = key && (await this.reader().targetQuery(place, key));
    if (query) await this.host.show({ ...this.place, ...key.target }, query);
  }

  /** Opens the rows that refer to a row, in their table; asks for one of several tables. */
  async showReferences(place: readonly Value[]): Promise<void> {
    const ways = await Promise.all(
      this.reader().source.referencedBy.map(async (reference) => {
        const query = await this.reader().referenceQuery(place, reference);
        return query ? [{ reference, query, rows: await this.countOf(reference, query) }] : [];
      }),
    );
    const chosen = await chooseWay(ways.flat().filter(({ rows }) => rows.count > 0));
    if (chosen) await this.host.show({ ...this.place, ...chosen.reference.source }, chosen.query);
  }

  private async countOf(reference: Reference, query: PageQuery) {
    const { database, catalog } = await this.host.open(this.place);
    const source = sourceOf(catalog, { ...this.place, ...reference.source });
    if (!source) return { count: 0, exact: true };
    const reader = new TableReader(database, source, new PendingEdits());
    return reader.count({ op: 'count', query, exact: false }, AbortSignal.timeout(labelTimeout));
  }
}

interface Way {
  readonly reference: Reference;
  readonly query: PageQuery;
  readonly rows: { readonly count: number; readonly exact: boolean };
}

async function chooseWay(ways: readonly Way[]): Promise<Way | undefined> {
  if (ways.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No row refers to this one.'));
  }
  if (ways.length <= 1) return ways[0];
  const items = ways.map((way) => ({
    label: `${way.reference.source.name} (${way.reference.columns.join(', ')})`,
    description: rowsText(way.rows),
    way,
  }));
  const title = vscode.l10n.t('Rows that refer to this');
  return (await vscode.window.showQuickPick(items, { title }))?.way;
}
