import { element, fill } from '../shared/element.ts';
import type { GridEvents, GridModel } from './grid-view.ts';
import { numberWidth } from './grid-view.ts';

/** The head of a column: its name and type, how it is sorted, its menu and the grip at its edge. */
export function headerCell(
  { setup, layout, sort }: GridModel,
  column: number,
  events: GridEvents,
): HTMLElement {
  const { name, type, primaryKey, refersTo } = setup.columns[column] ?? emptyColumn;
  const sorted = sort.find((term) => term.column === name);
  const direction = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none';
  const marks = [primaryKey ? '◆' : '', refersTo === undefined ? '' : '↗'].filter(Boolean);
  const label = element('span', {
    class: 'name',
    children: [
      ...marks.map((mark) =>
        element('span', { class: 'mark', text: mark, attributes: { 'aria-hidden': 'true' } }),
      ),
      element('span', { class: 'title', text: name }),
      element('span', { class: 'arrow', text: sorted ? (sorted.descending ? '▼' : '▲') : '' }),
    ],
  });
  const made = element('div', {
    class: 'column',
    title: `${name} ${type}`.trim(),
    attributes: {
      role: 'columnheader',
      'aria-colindex': String(column + 2),
      'aria-sort': direction,
      'data-head': String(column),
    },
    children: [label, element('span', { class: 'type', text: type })],
  });
  if (setup.queryable) {
    made.addEventListener('click', () => events.sort(column));
    made.append(menuButton(fill(setup.texts.filterColumn, name), column, events));
  }
  made.append(grip(layout.widths[column] ?? 0, column, events));
  made.style.left = `${(layout.lefts[column] ?? 0) + numberWidth}px`;
  made.style.width = `${layout.widths[column] ?? 0}px`;
  return made;
}

const emptyColumn = { name: '', type: '', primaryKey: false, refersTo: undefined } as const;

function menuButton(label: string, column: number, events: GridEvents): HTMLElement {
  const made = element('button', {
    class: 'menu',
    text: '⌄',
    title: label,
    attributes: { type: 'button', 'aria-label': label, tabindex: '-1' },
  });
  made.addEventListener('click', (event) => {
    event.stopPropagation();
    events.menu(column, made);
  });
  return made;
}

/** The edge that is dragged to make a column wider. */
function grip(width: number, column: number, events: GridEvents): HTMLElement {
  const made = element('span', { class: 'grip', attributes: { 'aria-hidden': 'true' } });
  made.addEventListener('click', (event) => event.stopPropagation());
  made.addEventListener('pointerdown', (start) => {
    const move = (event: PointerEvent) =>
      events.resize(column, width + event.clientX - start.clientX);
    const stop = () => document.removeEventListener('pointermove', move);
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', stop, { once: true });
  });
  return made;
}
