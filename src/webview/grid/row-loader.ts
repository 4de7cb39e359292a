import type { Anchor } from '../../data/page.ts';
import type { Moved, RowWindow } from './row-window.ts';

/** Whoever shows the rows. */
export interface RowsShown {
  /** The number of the row that stays where it is while others come and go around it. */
  readonly kept: () => number;
  /** Other rows are held now, because the reader went there. */
  readonly arrived: (anchor: Anchor) => void;
  /** The same rows are held anew, or more of them. */
  readonly moved: (moved: Moved, why: 'refreshed' | 'grown') => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Fetches rows for two that know nothing of each other: the reader, who goes somewhere, and the
 * database, whose rows have changed. Where the reader goes to comes first: a refresh waits for it,
 * and one that is under way is given up for it.
 */
export class RowLoader {
  readonly #rows: RowWindow;
  readonly #shown: RowsShown;
  /** Ways of the reader that have not arrived. */
  #going = 0;
  #stale = false;
  #refreshing = false;

  constructor(rows: RowWindow, shown: RowsShown) {
    this.#rows = rows;
    this.#shown = shown;
  }

  /** Goes to a place; a later way supersedes this one. */
  async go(anchor: Anchor): Promise<void> {
    this.#going++;
    try {
      if ((await this.#rows.load(anchor)) === 'loaded') this.#shown.arrived(anchor);
    } catch (error) {
      this.#shown.failed(error);
    }
    this.#going--;
    // What changed on the way may have been read before.
    if (this.#stale) await this.refresh();
  }

  /** Shows what has changed among the rows that are held, now or as soon as the reader has arrived. */
  async refresh(): Promise<void> {
    this.#stale = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    try {
      while (this.#stale && this.#going === 0) {
        this.#stale = false;
        const moved = await this.#rows.reload(this.#shown.kept());
        if (moved) this.#shown.moved(moved, 'refreshed');
      }
    } catch (error) {
      this.#shown.failed(error);
    } finally {
      this.#refreshing = false;
    }
  }

  /** Takes more rows at an end. */
  async grow(end: 'before' | 'after'): Promise<void> {
    try {
      const moved = await this.#rows.grow(end);
      if (moved) this.#shown.moved(moved, 'grown');
    } catch (error) {
      this.#shown.failed(error);
    }
  }
}
