import type { GridSetup } from '../../data/grid/protocol.ts';
import type { Sort } from '../../data/page.ts';
import { element } from '../shared/element.ts';
import { cellContent } from './cell-element.ts';
import type { CellPlace } from './cell-place.ts';
import type { ColumnLayout } from './columns.ts';
import { headerCell } from './header-cell.ts';
import type { RowWindow } from './row-window.ts';
import type { Selection } from './selection.ts';

/** Height of a row in pixels, as in the style sheet. */
export const rowHeight = 24;

/** Width of the row numbers in pixels, as in the style sheet. */
export const numberWidth = 64;

/** Rows that are drawn above and below what is seen. */
const overscan = 8;

/** What the view draws; it changes nothing of it. */
export interface GridModel {
  readonly setup: GridSetup;
  readonly window: RowWindow;
  readonly layout: ColumnLayout;
  readonly selection: Selection;
  readonly sort: readonly Sort[];
  readonly rawDates: boolean;
  /** Rows in all, where that is known exactly. */
  readonly total: number | undefined;
}

/** What the view tells. */
export interface GridEvents {
  readonly scrolled: () => void;
  readonly sort: (column: number) => void;
  readonly menu: (column: number, button: HTMLElement) => void;
  readonly resize: (column: number, width: number) => void;
}

/** Draws the rows and columns that can be seen, as a WAI-ARIA grid with one tab stop. */
export class GridView {
  readonly element: HTMLElement;
  private readonly header = element('div', { class: 'header', attributes: { role: 'row' } });
  private readonly canvas = element('div', { class: 'canvas', attributes: { role: 'rowgroup' } });
  private readonly events: GridEvents;
  private model: GridModel | undefined;
  private drawing = false;
  private drawnRows: readonly unknown[] | undefined;
  private drawnContent = '';

  constructor(events: GridEvents) {
    this.events = events;
    const head = element('div', {
      class: 'head',
      attributes: { role: 'rowgroup' },
      children: [this.header],
    });
    this.element = element('div', {
      class: 'grid',
      attributes: { role: 'grid', 'aria-multiselectable': 'true' },
      children: [head, this.canvas],
    });
    this.element.addEventListener('scroll', () => {
      this.draw();
      events.scrolled();
    });
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Takes a model and draws it. */
  show(model: GridModel): void {
    this.model = model;
    this.element.setAttribute(
      'aria-label',
      model.setup.texts.grid.replace('{0}', model.setup.title),
    );
    this.element.setAttribute('aria-colcount', String(model.setup.columns.length + 1));
    this.element.setAttribute(
      'aria-rowcount',
      String(model.total === undefined ? -1 : model.total + 1),
    );
    this.draw();
  }

  /**
   * What the editor's menu is told of the chosen cells.
   * https://code.visualstudio.com/api/extension-guides/webview#context-menus
   */
  setMenuContext(context: Readonly<Record<string, boolean>>): void {
    const whole = { webviewSection: 'cells', preventDefaultContextMenuItems: true, ...context };
    this.canvas.dataset.vscodeContext = JSON.stringify(whole);
  }

  /** Draws soon; many calls draw once. */
  draw(): void {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      if (this.model) this.drawNow(this.model);
    });
  }

  /** Keeps what is seen where it is while rows come or go before it; `total` are held then. */
  shift(rows: number, total: number): void {
    this.makeRoom(total);
    this.element.scrollTop += rows * rowHeight;
  }

  /** The height first: a place that is not there yet cannot be scrolled to. */
  private makeRoom(total: number): void {
    this.canvas.style.height = `${total * rowHeight}px`;
  }

  /** Puts the first of the rows that are held at the top. */
  scrollToStart(): void {
    this.element.scrollTop = 0;
  }

  /** The rows that fit, to move by a page. */
  get pageSize(): number {
    return Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 2);
  }

  get firstVisible(): number {
    return Math.floor(this.element.scrollTop / rowHeight);
  }

  get lastVisible(): number {
    return this.firstVisible + this.pageSize + 1;
  }

  /** Scrolls as little as it takes to see a cell. */
  reveal({ row, column }: CellPlace): void {
    if (!this.model) return;
    this.makeRoom(this.model.window.rows.length);
    const top = row * rowHeight;
    const height = this.element.clientHeight - rowHeight * 2;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    if (top > this.element.scrollTop + height) this.element.scrollTop = top - height;
    const left = this.model.layout.lefts[column] ?? 0;
    const width = this.model.layout.widths[column] ?? 0;
    const room = this.element.clientWidth - numberWidth;
    if (left < this.element.scrollLeft) this.element.scrollLeft = left;
    if (left + width > this.element.scrollLeft + room) {
      this.element.scrollLeft = Math.min(left, left + width - room);
    }
  }

  /** Puts the keyboard on the active cell. */
  focus(): void {
    this.element.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }

  /** The element of a cell while it is drawn. */
  cellAt({ row, column }: CellPlace): HTMLElement | undefined {
    const found = this.canvas.querySelector(`[data-row="${row}"][data-column="${column}"]`);
    return found instanceof HTMLElement ? found : undefined;
  }

  private drawNow(model: GridModel): void {
    const { layout, window: rows } = model;
    const hadFocus = this.element.contains(document.activeElement);
    const columns = layout.visible(
      this.element.scrollLeft,
      this.element.clientWidth - numberWidth + 1,
    );
    const first = Math.max(0, this.firstVisible - overscan);
    const end = Math.min(rows.rows.length, this.lastVisible + overscan);
    const content = [first, end, ...columns, model.rawDates, rows.firstNumber, layout.widths];
    const isSame = this.drawnRows === rows.rows && this.drawnContent === content.join();
    this.drawnRows = rows.rows;
    this.drawnContent = content.join();
    this.drawHeader(model, columns);
    // An element that stays can be clicked twice.
    if (isSame) {
      this.markSelection(model);
      if (hadFocus) this.focus();
      return;
    }
    this.makeRoom(rows.rows.length);
    this.canvas.style.width = `${layout.total + numberWidth}px`;
    const drawn: HTMLElement[] = [];
    for (let row = first; row < end; row++) drawn.push(this.rowElement(model, row, columns));
    this.canvas.replaceChildren(...drawn);
    this.placeTabStop(model, drawn);
    if (hadFocus) this.focus();
  }

  /** Only what is chosen has changed. */
  private markSelection(model: GridModel): void {
    const cells = this.canvas.querySelectorAll<HTMLElement>('[role=gridcell]');
    for (const cell of cells) {
      const place = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
      cell.setAttribute('aria-selected', String(model.selection.has(place)));
      cell.setAttribute('tabindex', '-1');
      cell.classList.remove('active');
    }
    this.placeTabStop(
      model,
      [...this.canvas.children].filter((row) => row instanceof HTMLElement),
    );
  }

  private drawHeader(model: GridModel, [first, end]: readonly [number, number]): void {
    const corner = element('div', {
      class: 'corner',
      text: '#',
      attributes: { role: 'columnheader', 'aria-colindex': '1' },
    });
    const cells = [];
    for (let column = first; column < end; column++) {
      cells.push(headerCell(model, column, this.events));
    }
    this.header.style.width = `${model.layout.total + numberWidth}px`;
    this.header.setAttribute('aria-rowindex', '1');
    this.header.replaceChildren(corner, ...cells);
  }

  private rowElement(
    model: GridModel,
    row: number,
    [first, end]: readonly [number, number],
  ): HTMLElement {
    const data = model.window.rows[row];
    const number = model.window.firstNumber;
    const children: HTMLElement[] = [
      element('div', {
        class: 'row-number',
        text: number === undefined ? '' : (number + row + 1).toLocaleString(),
        attributes: { role: 'rowheader', 'aria-colindex': '1', 'data-number': String(row) },
      }),
    ];
    for (let column = first; column < end; column++) {
      children.push(this.cellElement(model, { row, column }));
    }
    const made = element('div', {
      class: `row ${row % 2 === 1 ? 'odd-row' : ''} ${data?.state ?? ''}`,
      attributes: {
        role: 'row',
        ...(number !== undefined && { 'aria-rowindex': String(number + row + 2) }),
      },
      children,
    });
    made.style.top = `${row * rowHeight}px`;
    made.style.width = `${model.layout.total + numberWidth}px`;
    return made;
  }

  private cellElement(model: GridModel, place: CellPlace): HTMLElement {
    const { setup, layout, selection, rawDates, window: rows } = model;
    const column = setup.columns[place.column];
    const data = rows.rows[place.row];
    const made = element('div', {
      attributes: {
        role: 'gridcell',
        'aria-colindex': String(place.column + 2),
        'aria-selected': String(selection.has(place)),
        'data-row': String(place.row),
        'data-column': String(place.column),
        tabindex: '-1',
      },
    });
    if (column && data) {
      const cell = data.cells[place.column] ?? null;
      const { kind, nodes, title } = cellContent({ cell, column, rawDates, texts: setup.texts });
      const changed = data.changed?.includes(place.column) ? ' changed-cell' : '';
      made.className = `cell ${kind}${changed}`;
      made.title = title;
      made.append(...nodes);
    }
    made.style.left = `${(layout.lefts[place.column] ?? 0) + numberWidth}px`;
    made.style.width = `${layout.widths[place.column] ?? 0}px`;
    return made;
  }

  /** The active cell, or where it is not drawn the first one that is. */
  private placeTabStop({ selection }: GridModel, drawn: readonly HTMLElement[]): void {
    const active = this.cellAt(selection.active);
    active?.classList.add('active');
    const stop =
      active ?? drawn[0]?.querySelector('[role=gridcell]') ?? this.header.firstElementChild;
    stop?.setAttribute('tabindex', '0');
  }
}
