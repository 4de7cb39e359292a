import type { Filter } from '../../data/filter.ts';
import type {
  CopiedPart,
  CopyFormat,
  GridRequest,
  GridSetup,
  RowsAnswer,
} from '../../data/grid/protocol.ts';
import { isCut, type Value } from '../../data/value.ts';
import { fill } from '../shared/element.ts';
import { CellEditor } from './cell-editor.ts';
import type { CellPlace } from './cell-place.ts';
import type { GridView } from './grid-view.ts';
import type { KeyAction } from './keyboard.ts';
import type { RowWindow } from './row-window.ts';
import type { Selection } from './selection.ts';
import { ValuePanel } from './value-panel.ts';

interface CellContext {
  readonly setup: GridSetup;
  readonly view: GridView;
  readonly rows: RowWindow;
  readonly selection: Selection;
  readonly ask: <T>(request: GridRequest) => Promise<T>;
  /** Says something in the status line. */
  readonly say: (text: string) => void;
}

type CellKey = Exclude<KeyAction['kind'], 'move' | 'edge' | 'jump' | 'sort' | 'select'>;

/** What can be done with the chosen cells: see all of a value, change it, copy, follow. */
export class CellActions {
  editing = false;
  readonly value = new ValuePanel();
  private readonly context: CellContext;
  private readonly editor: CellEditor;

  constructor(root: HTMLElement, context: CellContext) {
    this.context = context;
    this.editor = new CellEditor(root);
  }

  /** Does what a key asks of the active cell. */
  async press(kind: CellKey): Promise<void> {
    if (kind === 'copy') await this.copy('text', 'selection');
    if (kind === 'copy-as') await this.copy('ask', 'selection');
    if (kind === 'references') await this.showReferences();
    if (kind === 'open') await this.open();
    if (kind === 'follow') await this.follow(this.context.selection.focus);
    if (kind === 'close') this.value.close();
    if (kind === 'delete' && this.editing) await this.deleteRows();
  }

  async follow({ row, column }: CellPlace): Promise<void> {
    const data = this.context.rows.rows[row];
    const isKey = this.context.setup.columns[column]?.refersTo !== undefined;
    if (data && isKey) await this.context.ask({ op: 'follow', place: data.place, column });
  }

  /** What the row is called that a foreign key points to; nothing for other cells. */
  async labelOf({ row, column }: CellPlace): Promise<string | undefined> {
    const data = this.context.rows.rows[row];
    const isKey = this.context.setup.columns[column]?.refersTo !== undefined;
    if (!data || !isKey || (data.cells[column] ?? null) === null) return undefined;
    return this.context.ask<string>({ op: 'label', place: data.place, column });
  }

  /** To change it while editing, to see all of it otherwise. */
  async open(): Promise<void> {
    const { row, column } = this.context.selection.focus;
    const data = this.context.rows.rows[row];
    const head = this.context.setup.columns[column];
    if (!data || !head) return;
    if (!this.editing || head.generated) return this.showValue();
    const cell = this.context.view.cellAt(this.context.selection.focus);
    const whole = await this.wholeValue(data.place, column, data.cells[column] ?? null);
    if (!cell) return;
    const { text, by } = await this.editor.edit(cell, whole);
    // Whoever left the field wants the keyboard elsewhere.
    if (by === 'key') this.context.view.focus();
    if (text !== undefined) {
      await this.context.ask({ op: 'edit', place: data.place, column, text });
    }
  }

  async showValue(): Promise<void> {
    const { row, column } = this.context.selection.focus;
    const data = this.context.rows.rows[row];
    if (!data) return;
    const whole = await this.wholeValue(data.place, column, data.cells[column] ?? null);
    this.value.show(
      this.context.setup.columns[column]?.name ?? '',
      whole,
      this.context.setup.texts,
    );
  }

  private async wholeValue(
    place: readonly Value[],
    column: number,
    cell: RowsAnswer['rows'][number]['cells'][number],
  ): Promise<Value> {
    return isCut(cell) ? this.context.ask<Value>({ op: 'cell', place, column }) : cell;
  }

  async copy(format: CopyFormat | 'ask', what: CopiedPart): Promise<void> {
    const { rows, columns } = this.context.selection.range();
    const places = this.context.rows.rows.slice(rows[0], rows[1] + 1).map(({ place }) => place);
    const numbers = Array.from({ length: columns[1] - columns[0] + 1 }, (_, at) => columns[0] + at);
    const request = { op: 'copy', format, what, places, columns: numbers } as const;
    const copied = await this.context.ask<boolean>(request);
    if (copied) this.context.say(fill(this.context.setup.texts.copied, places.length));
  }

  /** Opens the rows of other tables that refer to the active one. */
  async showReferences(): Promise<void> {
    const data = this.context.rows.rows[this.context.selection.focus.row];
    const { references } = this.context.setup;
    if (data && references.length > 0) {
      await this.context.ask({ op: 'references', place: data.place });
    }
  }

  /** The filter that leaves the rows with the active cell's value. */
  async filterByValue(): Promise<Filter | undefined> {
    const { row, column } = this.context.selection.focus;
    const data = this.context.rows.rows[row];
    const head = this.context.setup.columns[column];
    if (!data || !head) return undefined;
    const value = await this.wholeValue(data.place, column, data.cells[column] ?? null);
    return { column: head.name, operator: 'equals', value };
  }

  async deleteRows(): Promise<void> {
    const { rows } = this.context.selection.range();
    const places = this.context.rows.rows.slice(rows[0], rows[1] + 1).map(({ place }) => place);
    await this.context.ask({ op: 'delete-rows', places });
  }
}
