import type { Filter } from '../../data/filter.ts';
import type { FacetAnswer, FacetColumn, GridRequest, GridSetup } from '../../data/grid/protocol.ts';
import type { PageQuery } from '../../data/page.ts';
import { FacetBar } from './facet-bar.ts';
import { FilterPanel } from './filter-panel.ts';
import { sortedBy, withFilter } from './grid-memory.ts';

interface FiltersContext {
  readonly setup: GridSetup;
  readonly query: () => PageQuery;
  readonly show: (query: PageQuery) => void;
  readonly ask: <T>(request: GridRequest, signal?: AbortSignal) => Promise<T>;
}

/** Restricts and orders the rows: the panel of a column, and the columns that are suggested. */
export class GridFilters {
  readonly bar = new FacetBar();
  private readonly panel: FilterPanel;
  private readonly context: FiltersContext;

  constructor(root: HTMLElement, context: FiltersContext) {
    this.panel = new FilterPanel(root);
    this.context = context;
  }

  /** Opens the panel of a column below the element that it was opened with. */
  open(at: number, opener: HTMLElement): void {
    const { setup, query, ask } = this.context;
    const column = setup.columns[at];
    if (!column) return;
    const request = { op: 'facet', query: query(), column: column.name } as const;
    this.panel.open(opener, {
      column,
      texts: setup.texts,
      facet: (signal) => ask<FacetAnswer>(request, signal),
      choose: (filter) => this.add(filter),
    });
  }

  /** Up, down, as it was. */
  sort(column: number): void {
    const { setup, query, show } = this.context;
    const name = setup.columns[column]?.name;
    if (name !== undefined && setup.queryable) show(sortedBy(query(), name));
  }

  add(filter: Filter): void {
    const { setup, query, show } = this.context;
    if (setup.queryable) show(withFilter(query(), filter));
  }

  /** Offers the columns that have few different values. */
  async suggest(): Promise<void> {
    const { setup, ask } = this.context;
    if (!setup.queryable) return;
    const facets = await ask<readonly FacetColumn[]>({ op: 'facets' });
    this.bar.show(setup, facets, (column, opener) => this.open(column, opener));
  }
}
