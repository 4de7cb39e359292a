/** A cell by its numbers in the window of rows and in the columns. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The cell that an event came from. */
export function placeOf(target: EventTarget | null): CellPlace | undefined {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null;
  if (!cell) return undefined;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** The row whose number an event came from. */
export function rowNumberOf(target: EventTarget | null): number | undefined {
  const head = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-number]') : null;
  return head ? Number(head.dataset.number) : undefined;
}
