import type { CellPlace } from './cell-place.ts';

/** The active cell and the rectangle between it and where the selecting began. */
export class Selection {
  active: CellPlace = { row: 0, column: 0 };
  /** What is asked of one cell concerns this: the active one, or that of a menu. */
  focus: CellPlace = { row: 0, column: 0 };
  private origin: CellPlace = { row: 0, column: 0 };

  /** `extend` keeps the other corner. */
  move(to: CellPlace, extend: 'extend' | 'start'): void {
    this.active = to;
    this.focus = to;
    if (extend === 'start') this.origin = to;
  }

  /** Chooses everything from one corner to the other. */
  span(from: CellPlace, to: CellPlace): void {
    this.origin = to;
    this.active = from;
    this.focus = from;
  }

  /** Rows came or went before the first. */
  shift(rows: number): void {
    const moved = ({ row, column }: CellPlace) => ({ row: Math.max(0, row + rows), column });
    this.active = moved(this.active);
    this.focus = moved(this.focus);
    this.origin = moved(this.origin);
  }

  /** There are no more rows than this. */
  keepWithin(count: number): void {
    const within = ({ row, column }: CellPlace) => ({
      row: Math.min(row, Math.max(0, count - 1)),
      column,
    });
    this.active = within(this.active);
    this.focus = within(this.focus);
    this.origin = within(this.origin);
  }

  has({ row, column }: CellPlace): boolean {
    const { rows, columns } = this.range();
    return row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1];
  }

  /** First and last, both included. */
  range(): {
    readonly rows: readonly [number, number];
    readonly columns: readonly [number, number];
  } {
    return {
      rows: ordered(this.active.row, this.origin.row),
      columns: ordered(this.active.column, this.origin.column),
    };
  }
}

function ordered(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}
