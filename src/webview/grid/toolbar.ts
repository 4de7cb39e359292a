import { filterLabel, type GridSetup, type GridState } from '../../data/grid/protocol.ts';
import { button, element, fill } from '../shared/element.ts';
import { filterValueText } from './filter-panel.ts';

/** What the bars above and below the grid can ask for. */
export interface ToolbarEvents {
  readonly find: (text: string) => void;
  readonly removeFilter: (at: number) => void;
  readonly command: (
    command: 'export' | 'edit-data' | 'show-sql' | 'back' | 'forward' | 'stop',
  ) => void;
  readonly references: () => void;
  readonly copyAs: () => void;
  readonly addRow: () => void;
  readonly deleteRows: () => void;
  readonly rawDates: (raw: boolean) => void;
  readonly jump: (to: 'start' | 'end' | number) => void;
  readonly countAll: () => void;
}

/** Typing is followed after this pause, in milliseconds. */
const findPause = 250;

/** The bar above the grid, with the conditions, and the one below with the count. */
export class Toolbar {
  readonly top = element('div', { class: 'toolbar', attributes: { role: 'toolbar' } });
  readonly filters = element('div', { class: 'filters' });
  readonly bottom = element('div', { class: 'bottom' });
  readonly status = element('span', { class: 'status', attributes: { role: 'status' } });
  private readonly find = element('input', { class: 'find', attributes: { type: 'search' } });
  private readonly editing = element('span', { class: 'editing' });
  readonly hint = element('span', { class: 'hint' });
  private readonly count = element('span', { class: 'count' });
  private readonly events: ToolbarEvents;
  private pause: number | undefined;

  constructor(events: ToolbarEvents) {
    this.events = events;
    this.find.addEventListener('input', () => {
      clearTimeout(this.pause);
      this.pause = window.setTimeout(() => events.find(this.find.value), findPause);
    });
  }

  /** Fills the bars for a table. */
  show(setup: GridSetup, state: GridState): void {
    const { texts } = setup;
    this.top.setAttribute('aria-label', setup.title);
    this.find.setAttribute('aria-label', texts.find);
    this.find.placeholder = texts.find;
    this.find.value = state.query.find;
    const dates = setup.columns.some(({ type }) => /date|time/i.test(type));
    this.top.replaceChildren(
      ...(setup.queryable ? [...this.history(setup), this.find] : []),
      element('span', { class: 'space' }),
      this.editing,
      ...(setup.references.length > 0 ? [this.referencesButton(setup)] : []),
      button(texts.copyAs, this.events.copyAs),
      button(texts.exportRows, () => this.events.command('export')),
    );
    this.bottom.replaceChildren(
      this.status,
      this.count,
      this.hint,
      element('span', { class: 'space' }),
      ...(dates ? [this.rawDatesBox(setup, state)] : []),
      ...this.jumps(setup),
    );
    this.showFilters(setup, state);
    this.showEditing(setup, { on: false, pending: 0 });
  }

  showFilters({ texts }: GridSetup, { query }: GridState): void {
    const chips = query.filters.map((filter, at) => {
      const label = filterLabel(filter, filterValueText);
      return element('span', {
        class: 'chip',
        children: [
          element('span', { text: label }),
          button(fill(texts.removeFilter, label), () => this.events.removeFilter(at), '✕'),
        ],
      });
    });
    this.filters.replaceChildren(...chips);
    this.filters.hidden = chips.length === 0;
  }

  showEditing(
    { editable, texts }: GridSetup,
    { on, pending }: { on: boolean; pending: number },
  ): void {
    if (!editable) return;
    const { addRow, deleteRows, command } = this.events;
    this.editing.replaceChildren(
      ...(on
        ? [
            ...(pending > 0
              ? [button(fill(texts.pending, pending), () => command('show-sql'))]
              : []),
            button(texts.addRow, addRow),
            button(texts.deleteRows, deleteRows),
            button(texts.stopEditing, () => command('edit-data')),
          ]
        : [button(texts.editData, () => command('edit-data'))]),
    );
  }

  /** The sentence that is read out, and a way to count what was not. */
  showStatus(text: string, texts: GridSetup['texts'], isExact: boolean): void {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.count.replaceChildren(...(isExact ? [] : [button(texts.countAll, this.events.countAll)]));
  }

  focusFind(): void {
    this.find.focus();
    this.find.select();
  }

  private referencesButton({ texts, references }: GridSetup): HTMLElement {
    const made = button(texts.referring, this.events.references);
    made.title = `${texts.referTo}: ${references.join(', ')} (Shift+F12)`;
    return made;
  }

  private history({ texts }: GridSetup): readonly HTMLElement[] {
    return [
      button(texts.back, () => this.events.command('back'), '←'),
      button(texts.forward, () => this.events.command('forward'), '→'),
    ];
  }

  private rawDatesBox({ texts }: GridSetup, { rawDates }: GridState): HTMLElement {
    const box = element('input', { attributes: { type: 'checkbox' } });
    box.checked = rawDates;
    box.addEventListener('change', () => this.events.rawDates(box.checked));
    return element('label', {
      class: 'raw',
      children: [box, element('span', { text: texts.rawDates })],
    });
  }

  private jumps({ texts, positionable }: GridSetup): readonly HTMLElement[] {
    const slider = element('input', {
      attributes: {
        type: 'range',
        min: '0',
        max: '1000',
        value: '0',
        'aria-label': texts.position,
      },
      title: texts.position,
    });
    slider.addEventListener('change', () => this.events.jump(Number(slider.value) / 1000));
    return [
      button(texts.first, () => this.events.jump('start'), '⇤'),
      ...(positionable ? [slider] : []),
      button(texts.last, () => this.events.jump('end'), '⇥'),
    ];
  }
}
