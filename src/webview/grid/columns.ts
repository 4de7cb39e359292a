import { cellText } from '../../data/grid/cell-text.ts';
import type { GridColumn, GridRow } from '../../data/grid/protocol.ts';

/** Widths in pixels. */
const narrowest = 56;
const widestByContent = 320;
const perCharacter = 8.5;
const padding = 28;

/** Where the columns stand; the first of a range is found by looking along them. */
export class ColumnLayout {
  readonly widths: number[];
  readonly lefts: number[];
  total = 0;

  constructor(widths: readonly number[]) {
    this.widths = [...widths];
    this.lefts = [];
    this.place();
  }

  resize(column: number, width: number): void {
    this.widths[column] = Math.max(narrowest, Math.round(width));
    this.place();
  }

  /** The columns that a stretch of the grid shows, `[first, after the last]`. */
  visible(left: number, width: number): readonly [number, number] {
    let first = 0;
    while (first < this.widths.length - 1 && this.right(first) < left) first++;
    let end = first;
    while (end < this.widths.length && (this.lefts[end] ?? 0) < left + width) end++;
    return [first, end];
  }

  private right(column: number): number {
    return (this.lefts[column] ?? 0) + (this.widths[column] ?? 0);
  }

  private place(): void {
    this.total = 0;
    this.widths.forEach((width, column) => {
      this.lefts[column] = this.total;
      this.total += width;
    });
  }
}

/** Widths that fit the names and what the first rows hold; those that the user chose win. */
export function fittingWidths(
  columns: readonly GridColumn[],
  rows: readonly GridRow[],
  chosen: Readonly<Record<string, number>>,
): number[] {
  return columns.map((column, at) => {
    const own = chosen[column.name];
    if (own !== undefined) return own;
    const texts = rows
      .slice(0, 50)
      .map(({ cells }) => cellText(cells[at] ?? null, column, false).text.length);
    const head = Math.max(
      column.name.length + 3 + (column.primaryKey || column.refersTo !== undefined ? 2 : 0),
      Math.min(column.type.length, 16),
    );
    const longest = Math.max(head, ...texts);
    return Math.round(
      Math.min(widestByContent, Math.max(narrowest, longest * perCharacter + padding)),
    );
  });
}
