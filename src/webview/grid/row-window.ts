import type { GridRow, RowsAnswer } from '../../data/grid/protocol.ts';
import type { Anchor } from '../../data/page.ts';

/** Rows that are asked for at once. */
export const pageRows = 200;

/** Rows that are held; beyond these the far end is let go. */
const mostRows = 1000;

/** The signal says that nobody waits for the answer any more: there may be none then. */
export type Fetch = (anchor: Anchor, limit: number, signal: AbortSignal) => Promise<RowsAnswer>;

/** How the window moved: rows that came or went before the first that is shown. */
export interface Moved {
  readonly before: number;
}

/** A stretch of neighbouring rows of a table of any size; it grows at the end that is looked at. */
export class RowWindow {
  rows: readonly GridRow[] = [];
  atStart = false;
  atEnd = false;
  /** The number of the first row, from 0, where it is known. */
  firstNumber: number | undefined;
  readonly #fetch: Fetch;
  #loading = false;
  #generation = 0;
  #superseded = new AbortController();

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** Begins anew at a place; `superseded` where another beginning came in between. */
  load(anchor: Anchor): Promise<'loaded' | 'superseded'> {
    return this.#begin(anchor, pageRows);
  }

  /**
   * Fetches again what is held; nothing where another beginning came in between. The row with the
   * number `kept` is looked for among the new ones: by how much it moved is the answer.
   */
  async reload(kept: number): Promise<Moved | undefined> {
    const [top] = this.rows;
    const keptPlace = JSON.stringify(this.rows[kept]?.place);
    const anchor: Anchor =
      top && !this.atStart ? { at: 'from', place: top.place } : { at: 'start' };
    const outcome = await this.#begin(anchor, Math.max(pageRows, this.rows.length));
    if (outcome === 'superseded') return undefined;
    const found = this.rows.findIndex(({ place }) => JSON.stringify(place) === keptPlace);
    return { before: found < 0 ? 0 : found - kept };
  }

  async #begin(anchor: Anchor, limit: number): Promise<'loaded' | 'superseded'> {
    const generation = ++this.#generation;
    this.#superseded.abort();
    this.#superseded = new AbortController();
    this.#loading = true;
    try {
      const answer = await this.#ask(anchor, limit);
      if (!answer) return 'superseded';
      const { rows } = answer;
      this.rows = rows;
      const whole = rows.length < limit;
      this.atStart = anchor.at === 'start' || (anchor.at === 'end' && whole);
      this.atEnd = anchor.at === 'end' || (anchor.at !== 'before' && whole);
      this.firstNumber = this.atStart ? 0 : undefined;
      return 'loaded';
    } finally {
      if (generation === this.#generation) this.#loading = false;
    }
  }

  /** Takes more rows at the end; nothing where that is not needed or under way. */
  async grow(end: 'before' | 'after'): Promise<Moved | undefined> {
    const edge = end === 'after' ? this.rows.at(-1) : this.rows[0];
    const done = end === 'after' ? this.atEnd : this.atStart;
    if (this.#loading || done || !edge) return undefined;
    const generation = this.#generation;
    this.#loading = true;
    try {
      const answer = await this.#ask({ at: end, place: edge.place }, pageRows);
      return answer && this.#join(end, answer.rows);
    } finally {
      if (generation === this.#generation) this.#loading = false;
    }
  }

  /** Nothing where another beginning comes in between. */
  #ask(anchor: Anchor, limit: number): Promise<RowsAnswer | undefined> {
    const { signal } = this.#superseded;
    const given = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const answer = this.#fetch(anchor, limit, signal);
    return Promise.race([given, answer.then((rows) => (signal.aborted ? undefined : rows))]);
  }

  /** What can be known of the first row's number once the count is exact. */
  learnCount(count: number): void {
    if (this.atEnd && !this.atStart) this.firstNumber = count - this.rows.length;
  }

  #join(end: 'before' | 'after', more: readonly GridRow[]): Moved {
    return end === 'after' ? this.#append(more) : this.#prepend(more);
  }

  #append(more: readonly GridRow[]): Moved {
    const all = [...this.rows, ...more];
    const surplus = Math.max(0, all.length - mostRows);
    this.rows = all.slice(surplus);
    this.atEnd = more.length < pageRows;
    if (surplus > 0) this.atStart = false;
    if (this.firstNumber !== undefined) this.firstNumber += surplus;
    return { before: -surplus };
  }

  #prepend(more: readonly GridRow[]): Moved {
    const all = [...more, ...this.rows];
    this.rows = all.slice(0, mostRows);
    this.atStart = more.length < pageRows;
    if (all.length > mostRows) this.atEnd = false;
    if (this.firstNumber !== undefined) this.firstNumber -= more.length;
    if (this.atStart) this.firstNumber = 0;
    return { before: more.length };
  }
}
