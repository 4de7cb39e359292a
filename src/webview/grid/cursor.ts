import type { CellPlace } from './cell-place.ts';
import type { GridView } from './grid-view.ts';
import type { KeyAction } from './keyboard.ts';
import type { Selection } from './selection.ts';

/** Keys that move the active cell among those that are held. */
type SelectAction = Extract<KeyAction, { kind: 'select' }>;

export type MoveAction = Extract<KeyAction, { kind: 'move' | 'edge' }>;

interface CursorContext {
  readonly selection: Selection;
  readonly view: GridView;
  readonly size: () => { readonly rows: number; readonly columns: number };
  readonly moved: () => void;
}

/** Moves the active cell, and what is seen with it. */
export class Cursor {
  private readonly context: CursorContext;

  constructor(context: CursorContext) {
    this.context = context;
  }

  press(action: MoveAction, extend: boolean): void {
    const { row, column } = this.context.selection.active;
    if (action.kind === 'edge') {
      const last = this.context.size().columns - 1;
      this.to({ row, column: action.to === 'start' ? 0 : last }, extend);
    } else {
      this.to({ row: row + this.rowsOf(action.rows), column: column + action.columns }, extend);
    }
  }

  /** To a cell, or to the nearest that there is. */
  to({ row, column }: CellPlace, extend: boolean): void {
    const { selection, view, size, moved } = this.context;
    const { rows, columns } = size();
    const within = (at: number, count: number) => Math.min(Math.max(0, at), Math.max(0, count - 1));
    const place = { row: within(row, rows), column: within(column, columns) };
    selection.move(place, extend ? 'extend' : 'start');
    view.reveal(place);
    moved();
  }

  /** Chooses the rows or columns of the chosen cells, or all cells that are held. */
  select({ what }: SelectAction): void {
    const { selection, size, moved } = this.context;
    const range = selection.range();
    const rows = what === 'row' ? range.rows : [0, Math.max(0, size().rows - 1)];
    const columns = what === 'column' ? range.columns : [0, Math.max(0, size().columns - 1)];
    const [top = 0, bottom = 0] = rows;
    const [left = 0, right = 0] = columns;
    selection.span({ row: top, column: left }, { row: bottom, column: right });
    moved();
  }

  private rowsOf(rows: number | 'page' | '-page'): number {
    const { pageSize } = this.context.view;
    if (rows === 'page') return pageSize;
    return rows === '-page' ? -pageSize : rows;
  }
}
