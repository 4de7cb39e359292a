import type { Filter } from '../../data/filter.ts';
import { emptyQuery, type GridSetup, type GridState } from '../../data/grid/protocol.ts';
import type { PageQuery, Sort } from '../../data/page.ts';
import type { Value } from '../../data/value.ts';
import type { Bridge } from './bridge.ts';

/** What the reader chose, kept over a reload of the window. */
export class GridMemory {
  private readonly bridge: Bridge;
  private kept: GridState;

  /** A query that the extension asks for wins over what is remembered. */
  constructor(bridge: Bridge, { query }: GridSetup) {
    this.bridge = bridge;
    this.kept = { query: emptyQuery, widths: {}, rawDates: false, ...bridge.state };
    if (query) this.kept = { ...this.withoutPlace(), query };
  }

  get state(): GridState {
    return this.kept;
  }

  /** Other rows: the place among the old ones means nothing any more. */
  setQuery(query: PageQuery): void {
    this.keep({ ...this.withoutPlace(), query });
  }

  /** The row at the top; none where that is the first of all. */
  setPlace(place: readonly Value[] | undefined): void {
    this.keep(place ? { ...this.kept, place } : this.withoutPlace());
  }

  set(part: Partial<GridState>): void {
    this.keep({ ...this.kept, ...part });
  }

  private keep(state: GridState): void {
    this.kept = state;
    this.bridge.remember(state);
  }

  private withoutPlace(): GridState {
    const { place: _, ...state } = this.kept;
    return state;
  }
}

/** Sorted by a column: up, down, as it was. */
export function sortedBy(query: PageQuery, column: string): PageQuery {
  const before = query.sort.find((term) => term.column === column);
  const sort: readonly Sort[] = !before
    ? [{ column, descending: false }]
    : before.descending
      ? []
      : [{ column, descending: true }];
  return { ...query, sort };
}

export function withFilter(query: PageQuery, filter: Filter): PageQuery {
  return { ...query, filters: [...query.filters, filter] };
}

export function withoutFilter(query: PageQuery, at: number): PageQuery {
  return { ...query, filters: query.filters.filter((_, index) => index !== at) };
}
