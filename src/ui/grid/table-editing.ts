import * as vscode from 'vscode';
import { SwitchError } from '../../core/errors.ts';
import { type Edit, keyOfPlace, newNumber, newPlace, valueOfEntry } from '../../data/edits.ts';
import type { Value } from '../../data/value.ts';
import type { PendingEdits } from './pending-edits.ts';
import type { TableReader } from './table-reader.ts';

/** Edits that belong together, with the words for undoing them. */
export type OnEdits = (edits: readonly Edit[], label: string) => void;

/** Turns what is typed into a grid into pending edits. */
export class TableEditing {
  private readonly reader: () => TableReader;
  private readonly push: OnEdits;
  private readonly pending: PendingEdits;

  constructor(reader: () => TableReader, pending: PendingEdits, push: OnEdits) {
    this.reader = reader;
    this.pending = pending;
    this.push = push;
  }

  /** Throws where the row is gone. */
  async editCell(place: readonly Value[], column: number, text: string): Promise<void> {
    const { source } = this.reader();
    const value = valueOfEntry(text, source.columns[column]?.type ?? '');
    const number = newNumber(place);
    if (number !== undefined) {
      this.push([{ kind: 'fill', number, column, value }], vscode.l10n.t('Edit cell'));
      return;
    }
    const original = await this.reader().row(place);
    if (!original) {
      throw new SwitchError(
        'database-error',
        vscode.l10n.t('The row is not there any more.'),
        vscode.l10n.t('Another program has deleted it.'),
      );
    }
    const key = keyOfPlace(source, place);
    this.push([{ kind: 'update', key, column, value, original }], vscode.l10n.t('Edit cell'));
  }

  /** The new row's place. */
  addRow(): readonly Value[] {
    const number = this.pending.lastNewRow + 1;
    this.push([{ kind: 'insert', number }], vscode.l10n.t('Add row'));
    return newPlace(number);
  }

  async deleteRows(places: readonly (readonly Value[])[]): Promise<void> {
    const edits = await Promise.all(places.map((place) => this.deletion(place)));
    const found = edits.filter((edit) => edit !== undefined);
    if (found.length > 0) this.push(found, vscode.l10n.t('Delete rows'));
  }

  private async deletion(place: readonly Value[]): Promise<Edit | undefined> {
    const number = newNumber(place);
    if (number !== undefined) return { kind: 'drop', number };
    const original = await this.reader().row(place);
    if (!original) return undefined;
    return { kind: 'delete', key: keyOfPlace(this.reader().source, place), original };
  }
}
