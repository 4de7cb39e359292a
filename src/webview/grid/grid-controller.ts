import type {
  CountAnswer,
  GridAction,
  GridRequest,
  GridSetup,
  RowsAnswer,
  ToGrid,
} from '../../data/grid/protocol.ts';
import type { Anchor, PageQuery } from '../../data/page.ts';
import { element } from '../shared/element.ts';
import type { Bridge } from './bridge.ts';
import { CellActions } from './cell-actions.ts';
import type { CellPlace } from './cell-place.ts';
import { ColumnLayout, fittingWidths } from './columns.ts';
import { Cursor } from './cursor.ts';
import { GridFilters } from './grid-filters.ts';
import { listenToGrid } from './grid-input.ts';
import { GridMemory, withoutFilter } from './grid-memory.ts';
import { GridView } from './grid-view.ts';
import { KeyHint } from './key-hint.ts';
import type { KeyAction } from './keyboard.ts';
import { resultTabs } from './result-tabs.ts';
import { RowCounter } from './row-counter.ts';
import { RowLoader } from './row-loader.ts';
import { type Moved, RowWindow } from './row-window.ts';
import { Selection } from './selection.ts';
import { statusText } from './status.ts';
import { Toolbar } from './toolbar.ts';

/** Rows from the edge of what is held at which more are fetched. */
const nearEdge = 60;

/** Ties the bars, the grid and the extension together for one table or result. */
export class GridController {
  private readonly bridge: Bridge;
  private readonly setup: GridSetup;
  private readonly memory: GridMemory;
  private readonly view: GridView;
  private readonly toolbar: Toolbar;
  private readonly filters: GridFilters;
  private readonly cells: CellActions;
  private readonly hint: KeyHint;
  private readonly selection = new Selection();
  private readonly cursor: Cursor;
  private readonly rows: RowWindow;
  private readonly loader: RowLoader;
  private readonly counter: RowCounter;
  private readonly ended = new AbortController();
  private layout = new ColumnLayout([]);

  constructor(root: HTMLElement, bridge: Bridge, setup: GridSetup) {
    this.bridge = bridge;
    this.setup = setup;
    this.memory = new GridMemory(bridge, setup);
    root.replaceChildren();
    const fail = (error: unknown) => this.fail(error);
    this.rows = new RowWindow((anchor, limit, signal) =>
      this.ask<RowsAnswer>({ op: 'rows', query: this.query, anchor, limit }, signal),
    );
    this.loader = new RowLoader(this.rows, {
      kept: () => this.view.firstVisible,
      arrived: (anchor) => this.arrive(anchor),
      moved: (moved, why) => this.move(moved, why),
      failed: fail,
    });
    this.counter = new RowCounter(
      (how, signal) =>
        this.ask<CountAnswer>({ op: 'count', query: this.query, exact: how === 'exact' }, signal),
      (answer) => this.showCount(answer),
      fail,
    );
    this.view = this.makeView();
    this.cursor = new Cursor({
      selection: this.selection,
      view: this.view,
      size: () => ({ rows: this.rows.rows.length, columns: setup.columns.length }),
      moved: () => this.cursorMoved(),
    });
    this.toolbar = this.makeToolbar();
    this.cells = new CellActions(root, {
      setup,
      view: this.view,
      rows: this.rows,
      selection: this.selection,
      ask: (request) => this.ask(request),
      say: (text) => this.toolbar.showStatus(text, setup.texts, true),
    });
    this.filters = new GridFilters(root, {
      setup,
      query: () => this.query,
      show: (query) => this.show(query),
      ask: (request, signal) => this.ask(request, signal),
    });
    root.prepend(
      ...resultTabs(setup, (index) => void this.ask({ op: 'tab', index })),
      this.toolbar.top,
      this.filters.bar.element,
      this.toolbar.filters,
      ...(setup.note ? [element('p', { class: 'note', text: setup.note })] : []),
      this.view.element,
      this.cells.value.element,
      this.toolbar.bottom,
    );
    this.toolbar.show(setup, this.memory.state);
    this.hint = new KeyHint(this.cells, this.toolbar);
    this.listen();
    const { place } = this.memory.state;
    void this.loader.go(place ? { at: 'from', place } : { at: 'start' });
    void this.filters.suggest().catch(fail);
  }

  dispose(): void {
    this.ended.abort();
    this.counter.stop();
  }

  receive(message: ToGrid): void {
    if (message.kind === 'changed') void this.loader.refresh();
    if (message.kind === 'show') this.show(message.query);
    if (message.kind === 'act') void this.act(message.action);
    if (message.kind === 'editing') {
      this.cells.editing = message.on;
      this.toolbar.showEditing(this.setup, message);
    }
  }

  private async act(action: GridAction): Promise<void> {
    if (action.kind === 'copy') await this.cells.copy(action.format, action.what);
    else if (action.kind === 'filter') {
      const filter = await this.cells.filterByValue();
      if (filter) this.filters.add(filter);
    } else await this.cells.press(action.kind);
  }

  private get query(): PageQuery {
    return this.memory.state.query;
  }

  private ask<T>(request: GridRequest, signal?: AbortSignal): Promise<T> {
    return this.bridge.ask<T>(request, signal);
  }

  private makeView(): GridView {
    return new GridView({
      scrolled: () => this.scrolled(),
      sort: (column) => this.filters.sort(column),
      menu: (column, opener) => this.filters.open(column, opener),
      resize: (column, width) => this.resize(column, width),
    });
  }

  private makeToolbar(): Toolbar {
    return new Toolbar({
      find: (find) => this.show({ ...this.query, find }),
      removeFilter: (at) => this.show(withoutFilter(this.query, at)),
      command: (command) => void this.ask({ op: 'command', command }),
      references: () => void this.cells.showReferences(),
      copyAs: () => void this.cells.press('copy-as'),
      addRow: () => void this.addRow(),
      deleteRows: () => void this.cells.deleteRows(),
      rawDates: (rawDates) => {
        this.memory.set({ rawDates });
        this.draw();
      },
      jump: (to) => void this.jump(to),
      countAll: () => void this.counter.countAll(),
    });
  }

  private listen(): void {
    const { cells } = this;
    const events = {
      key: (action: KeyAction, extend: boolean) => this.press(action, extend),
      choose: (place: CellPlace, extend: boolean) => this.cursor.to(place, extend),
      chooseRow: (row: number, extend: boolean) => {
        this.cursor.to({ row, column: 0 }, extend);
        this.cursor.select({ kind: 'select', what: 'row' });
      },
      menu: (place: CellPlace) => {
        if (!this.selection.has(place)) this.cursor.to(place, false);
        this.selection.focus = place;
        this.describeActive();
      },
      open: () => void cells.open(),
      follow: (place: CellPlace) => void cells.follow(place),
      point: async (cell: HTMLElement, place: CellPlace) => {
        if (!cell.title) cell.title = (await cells.labelOf(place)) ?? '';
      },
      copy: () => void cells.press('copy'),
      find: () => this.toolbar.focusFind(),
    };
    listenToGrid(this.view.element, events, this.ended.signal);
  }

  /** The reader is among other rows now. */
  private arrive({ at }: Anchor): void {
    const { columns } = this.setup;
    this.layout = new ColumnLayout(
      fittingWidths(columns, this.rows.rows, this.memory.state.widths),
    );
    const row = at === 'end' ? Math.max(0, this.rows.rows.length - 1) : 0;
    this.selection.move({ row, column: 0 }, 'start');
    this.draw();
    this.view.scrollToStart();
    if (at === 'end') this.view.reveal(this.selection.active);
    if (at === 'from' || at === 'near') this.keepFilled();
    void this.counter.count();
  }

  /** The reader stays where they are, while rows come and go around them. */
  private move({ before }: Moved, why: 'refreshed' | 'grown'): void {
    // Who looks at the very first row wants to see those that come before it.
    const stays = why === 'refreshed' && this.rows.atStart && this.view.firstVisible === 0;
    if (before !== 0 && !stays) {
      this.view.shift(before, this.rows.rows.length);
      this.selection.shift(before);
    }
    this.selection.keepWithin(this.rows.rows.length);
    this.draw();
    if (why === 'refreshed') {
      this.keepFilled();
      void this.counter.count();
    }
  }

  private cursorMoved(): void {
    this.draw();
    this.describeActive();
    if (this.cells.value.isOpen) void this.cells.showValue();
  }

  /** Tells menus what there is to do with the active cell, and the reader what its key means. */
  private describeActive(): void {
    const { focus } = this.selection;
    const { columns, references, queryable } = this.setup;
    const follows = columns[focus.column]?.refersTo !== undefined;
    this.view.setMenuContext({ follows, references: references.length > 0, queryable });
    void this.hint.show(focus);
  }

  private scrolled(): void {
    const { firstVisible } = this.view;
    const isTop = this.rows.atStart && firstVisible === 0;
    this.memory.setPlace(isTop ? undefined : this.rows.rows[firstVisible]?.place);
    this.keepFilled();
  }

  private keepFilled(): void {
    if (this.view.lastVisible > this.rows.rows.length - nearEdge) void this.loader.grow('after');
    if (this.view.firstVisible < nearEdge) void this.loader.grow('before');
  }

  private draw(): void {
    const { setup, selection, layout } = this;
    const count = this.counter.last;
    this.view.show({
      setup,
      window: this.rows,
      layout,
      selection,
      sort: this.query.sort,
      rawDates: this.memory.state.rawDates,
      total: count?.exact ? count.count : undefined,
    });
    const text = statusText(setup.texts, count, this.query, this.rows.rows.length);
    this.toolbar.showStatus(text, setup.texts, count?.exact !== false);
  }

  private fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.toolbar.showStatus(message, this.setup.texts, true);
  }

  private showCount({ count, exact }: CountAnswer): void {
    if (exact) this.rows.learnCount(count);
    this.draw();
  }

  private show(query: PageQuery): void {
    this.counter.reset();
    this.memory.setQuery(query);
    this.toolbar.showFilters(this.setup, this.memory.state);
    void this.loader.go({ at: 'start' });
  }

  private resize(column: number, width: number): void {
    const name = this.setup.columns[column]?.name ?? '';
    this.layout.resize(column, width);
    const widths = {
      ...this.memory.state.widths,
      [name]: this.layout.widths[column] ?? width,
    };
    this.memory.set({ widths });
    this.draw();
  }

  private async jump(to: 'start' | 'end' | number): Promise<void> {
    await this.loader.go(typeof to === 'number' ? { at: 'near', part: to } : { at: to });
    this.view.focus();
  }

  private press(action: KeyAction, extend: boolean): void {
    if (action.kind === 'move' || action.kind === 'edge') this.cursor.press(action, extend);
    else if (action.kind === 'jump') void this.jump(action.to);
    else if (action.kind === 'select') this.cursor.select(action);
    else if (action.kind === 'sort') this.filters.sort(this.selection.active.column);
    else void this.cells.press(action.kind);
  }

  private async addRow(): Promise<void> {
    await this.ask({ op: 'add-row' });
    await this.jump('end');
  }
}
