import type { CellActions } from './cell-actions.ts';
import type { CellPlace } from './cell-place.ts';
import type { Toolbar } from './toolbar.ts';

/** Says below the grid what the row is called that the active cell points to. */
export class KeyHint {
  private readonly cells: CellActions;
  private readonly toolbar: Toolbar;
  private asked = 0;

  constructor(cells: CellActions, toolbar: Toolbar) {
    this.cells = cells;
    this.toolbar = toolbar;
  }

  async show(active: CellPlace): Promise<void> {
    const asked = ++this.asked;
    const label = await this.cells.labelOf(active);
    if (asked === this.asked) this.toolbar.hint.textContent = label ? `→ ${label}` : '';
  }
}
