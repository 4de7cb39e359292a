import type { Filter } from '../../data/filter.ts';
import {
  type CountAnswer,
  emptyQuery,
  type FacetAnswer,
  type GridRequest,
  type GridSetup,
  type GridState,
  type RowsAnswer,
  type ToGrid,
} from '../../data/grid/protocol.ts';
import type { Anchor, PageQuery, Sort } from '../../data/page.ts';
import type { Bridge } from './bridge.ts';
import { CellActions, placeOf } from './cell-actions.ts';
import { ColumnLayout, fittingWidths } from './columns.ts';
import { FilterPanel } from './filter-panel.ts';
import { GridView } from './grid-view.ts';
import { keyAction } from './keyboard.ts';
import { resultTabs } from './result-tabs.ts';
import { RowWindow } from './row-window.ts';
import { type CellPlace, Selection } from './selection.ts';
import { statusText } from './status.ts';
import { Toolbar } from './toolbar.ts';

/** Rows from the edge of what is held at which more are fetched. */
const nearEdge = 60;

/** Ties the bars, the grid and the extension together for one table or result. */
export class GridController {
  private readonly bridge: Bridge;
  private readonly setup: GridSetup;
  private readonly view: GridView;
  private readonly toolbar: Toolbar;
  private readonly panel: FilterPanel;
  private readonly cells: CellActions;
  private readonly selection = new Selection();
  private readonly rows: RowWindow;
  private readonly ended = new AbortController();
  private layout = new ColumnLayout([]);
  private state: GridState;
  private count: CountAnswer | undefined;
  private counting = new AbortController();
  private loading = Promise.resolve();

  constructor(root: HTMLElement, bridge: Bridge, setup: GridSetup) {
    this.bridge = bridge;
    this.setup = setup;
    this.state = { query: emptyQuery, widths: {}, rawDates: false, ...bridge.state };
    if (setup.query) this.state = { ...this.withoutPlace(), query: setup.query };
    this.rows = new RowWindow((anchor, limit) =>
      this.ask<RowsAnswer>({ op: 'rows', query: this.state.query, anchor, limit }),
    );
    this.view = new GridView({
      scrolled: () => void this.keepFilled(),
      sort: (column) => this.sortBy(column),
      menu: (column, opener) => this.openFilter(column, opener),
      resize: (column, width) => this.resize(column, width),
    });
    this.toolbar = new Toolbar({
      find: (text) => this.query({ ...this.state.query, find: text }),
      removeFilter: (at) => this.removeFilter(at),
      command: (command) => void this.ask({ op: 'command', command }),
      addRow: () => void this.addRow(),
      deleteRows: () => void this.cells.deleteRows(),
      rawDates: (rawDates) => this.remember({ rawDates }),
      jump: (to) => void this.jump(to),
      countAll: () => void this.countRows('exact'),
    });
    this.cells = new CellActions(root, {
      setup,
      view: this.view,
      rows: this.rows,
      selection: this.selection,
      ask: (request) => this.ask(request),
      say: (text) => this.toolbar.showStatus(text, setup.texts, true),
    });
    root.replaceChildren(
      ...resultTabs(setup, (index) => void this.ask({ op: 'tab', index })),
      this.toolbar.top,
      this.toolbar.filters,
      ...(setup.note ? [noteElement(setup.note)] : []),
      this.view.element,
      this.cells.value.element,
      this.toolbar.bottom,
    );
    this.panel = new FilterPanel(root);
    this.toolbar.show(setup, this.state);
    this.listen();
    const { place } = this.state;
    void this.load(place ? { at: 'from', place } : { at: 'start' });
  }

  dispose(): void {
    this.ended.abort();
    this.counting.abort();
  }

  receive(message: ToGrid): void {
    if (message.kind === 'changed') void this.reload();
    if (message.kind === 'show') this.query(message.query);
    if (message.kind === 'editing') {
      this.cells.editing = message.on;
      this.toolbar.showEditing(this.setup, message);
    }
  }

  private ask<T>(request: GridRequest, signal?: AbortSignal): Promise<T> {
    return this.bridge.ask<T>(request, signal);
  }

  private listen(): void {
    const { signal } = this.ended;
    const { element } = this.view;
    element.addEventListener('keydown', (event) => this.pressKey(event), { signal });
    element.addEventListener('pointerdown', (event) => this.press(event), { signal });
    element.addEventListener('dblclick', () => void this.cells.open(), { signal });
    element.addEventListener('pointerover', (event) => void this.cells.showLabel(event), {
      signal,
    });
    element.addEventListener('copy', (event) => this.copyEvent(event), { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key !== 'f') return;
        event.preventDefault();
        this.toolbar.focusFind();
      },
      { signal },
    );
  }

  private load(anchor: Anchor): Promise<void> {
    this.loading = this.loadRows(anchor);
    return this.loading;
  }

  private async loadRows(anchor: Anchor): Promise<void> {
    try {
      if ((await this.rows.load(anchor)) === 'superseded') return;
    } catch (error) {
      this.fail(error);
      return;
    }
    const widths = fittingWidths(this.setup.columns, this.rows.rows, this.state.widths);
    this.layout = new ColumnLayout(widths);
    this.selection.move(
      { row: anchor.at === 'end' ? this.rows.rows.length - 1 : 0, column: 0 },
      'start',
    );
    this.view.element.scrollTop = 0;
    this.draw();
    if (anchor.at === 'end') this.view.reveal(this.selection.active);
    if (anchor.at === 'from' || anchor.at === 'near') await this.keepFilled();
    void this.countRows('capped').catch((error: unknown) => this.fail(error));
  }

  /** The same rows again, with what has changed, the reader's place kept. */
  private async reload(): Promise<void> {
    // Where the reader is going to comes first.
    await this.loading;
    const top = this.rows.rows[0];
    const { scrollTop } = this.view.element;
    const active = this.selection.active;
    const from: Anchor =
      top && !this.rows.atStart ? { at: 'from', place: top.place } : { at: 'start' };
    if ((await this.rows.load(from)) === 'superseded') return;
    while (
      !this.rows.atEnd &&
      this.rows.rows.length * 24 < scrollTop + this.view.element.clientHeight
    ) {
      if (!(await this.rows.grow('after'))) break;
    }
    this.selection.move(
      { ...active, row: Math.min(active.row, Math.max(0, this.rows.rows.length - 1)) },
      'start',
    );
    this.draw();
    this.view.element.scrollTop = scrollTop;
    void this.countRows('capped').catch((error: unknown) => this.fail(error));
  }

  private async keepFilled(): Promise<void> {
    this.rememberPlace();
    try {
      if (this.view.lastVisible > this.rows.rows.length - nearEdge) await this.grow('after');
      if (this.view.firstVisible < nearEdge) await this.grow('before');
    } catch (error) {
      this.fail(error);
    }
  }

  private async grow(end: 'before' | 'after'): Promise<void> {
    const moved = await this.rows.grow(end);
    if (!moved) return;
    if (moved.before !== 0) {
      this.view.shift(moved.before, this.rows.rows.length);
      this.selection.shift(moved.before);
    }
    this.draw();
  }

  private draw(): void {
    const { setup, selection, layout } = this;
    this.view.show({
      setup,
      window: this.rows,
      layout,
      selection,
      sort: this.state.query.sort,
      rawDates: this.state.rawDates,
      total: this.count?.exact ? this.count.count : undefined,
    });
    this.showStatus();
  }

  private showStatus(): void {
    const { texts } = this.setup;
    const text = statusText(texts, this.count, this.state.query, this.rows.rows.length);
    this.toolbar.showStatus(text, texts, this.count?.exact !== false);
  }

  private fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.toolbar.showStatus(message, this.setup.texts, true);
  }

  private async countRows(how: 'capped' | 'exact'): Promise<void> {
    this.counting.abort();
    this.counting = new AbortController();
    const { signal } = this.counting;
    const request = { op: 'count', query: this.state.query, exact: how === 'exact' } as const;
    const answer = await this.ask<CountAnswer>(request, signal);
    this.count = answer;
    if (answer.exact) this.rows.learnCount(answer.count);
    this.draw();
  }

  private query(query: PageQuery): void {
    this.count = undefined;
    this.state = { ...this.withoutPlace(), query };
    this.bridge.remember(this.state);
    this.toolbar.showFilters(this.setup, this.state);
    void this.load({ at: 'start' });
  }

  private withoutPlace(): GridState {
    const { place: _, ...state } = this.state;
    return state;
  }

  /** Up, down, as it was. */
  private sortBy(column: number): void {
    const name = this.setup.columns[column]?.name;
    if (name === undefined) return;
    const before = this.state.query.sort.find((term) => term.column === name);
    const sort: readonly Sort[] = !before
      ? [{ column: name, descending: false }]
      : before.descending
        ? []
        : [{ column: name, descending: true }];
    this.query({ ...this.state.query, sort });
  }

  private openFilter(at: number, opener: HTMLElement): void {
    const column = this.setup.columns[at];
    if (!column) return;
    const { texts } = this.setup;
    const query = this.state.query;
    this.panel.open(opener, {
      column,
      texts,
      facet: (signal) => this.ask<FacetAnswer>({ op: 'facet', query, column: column.name }, signal),
      choose: (filter: Filter) => this.query({ ...query, filters: [...query.filters, filter] }),
    });
  }

  private removeFilter(at: number): void {
    const { query } = this.state;
    this.query({ ...query, filters: query.filters.filter((_, index) => index !== at) });
  }

  private resize(column: number, width: number): void {
    const name = this.setup.columns[column]?.name ?? '';
    this.layout.resize(column, width);
    this.remember({
      widths: { ...this.state.widths, [name]: this.layout.widths[column] ?? width },
    });
  }

  private remember(part: Partial<GridState>): void {
    this.state = { ...this.state, ...part };
    this.bridge.remember(this.state);
    this.draw();
  }

  private rememberPlace(): void {
    const place = this.rows.rows[this.view.firstVisible]?.place;
    const atTop = this.rows.atStart && this.view.firstVisible === 0;
    this.state = place && !atTop ? { ...this.state, place } : this.withoutPlace();
    this.bridge.remember(this.state);
  }

  private async jump(to: 'start' | 'end' | number): Promise<void> {
    await this.load(typeof to === 'number' ? { at: 'near', part: to } : { at: to });
    this.view.focus();
  }

  private pressKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) return;
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        this.moveBy(
          action.rows === 'page'
            ? this.view.pageSize
            : action.rows === '-page'
              ? -this.view.pageSize
              : action.rows,
          action.columns,
          event.shiftKey,
        );
        break;
      case 'edge':
        this.moveTo(
          {
            row: this.selection.active.row,
            column: action.to === 'start' ? 0 : this.setup.columns.length - 1,
          },
          event.shiftKey,
        );
        break;
      case 'jump':
        void this.jump(action.to);
        break;
      case 'copy':
        void this.cells.copy('text');
        break;
      case 'open':
        void this.cells.open();
        break;
      case 'follow':
        void this.cells.follow(this.selection.active);
        break;
      case 'close':
        this.cells.value.close();
        break;
      case 'delete':
        if (this.cells.editing) void this.cells.deleteRows();
        break;
      case 'sort':
        this.sortBy(this.selection.active.column);
        break;
    }
  }

  private moveBy(rows: number, columns: number, extend: boolean): void {
    const { row, column } = this.selection.active;
    this.moveTo({ row: row + rows, column: column + columns }, extend);
  }

  private moveTo({ row, column }: CellPlace, extend: boolean): void {
    const place = {
      row: Math.min(Math.max(0, row), Math.max(0, this.rows.rows.length - 1)),
      column: Math.min(Math.max(0, column), this.setup.columns.length - 1),
    };
    this.selection.move(place, extend ? 'extend' : 'start');
    this.view.reveal(place);
    this.draw();
    if (this.cells.value.isOpen) void this.cells.showValue();
  }

  private async addRow(): Promise<void> {
    await this.ask({ op: 'add-row' });
    await this.jump('end');
  }

  private copyEvent(event: Event): void {
    event.preventDefault();
    void this.cells.copy('text');
  }

  private press(event: PointerEvent): void {
    const place = placeOf(event.target);
    if (!place || event.button !== 0) return;
    const isFollow = event.target instanceof HTMLElement && 'follow' in event.target.dataset;
    if (isFollow || event.ctrlKey || event.metaKey) void this.cells.follow(place);
    // Pressing puts the keyboard on the cell by itself.
    else this.moveTo(place, event.shiftKey);
  }
}

function noteElement(note: string): HTMLElement {
  const made = document.createElement('p');
  made.className = 'note';
  made.textContent = note;
  return made;
}
