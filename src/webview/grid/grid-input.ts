import { type CellPlace, placeOf, rowNumberOf } from './cell-place.ts';
import { type KeyAction, keyAction } from './keyboard.ts';

/** What keys and pointer ask for. */
export interface InputEvents {
  readonly key: (action: KeyAction, extend: boolean) => void;
  readonly choose: (place: CellPlace, extend: boolean) => void;
  readonly open: () => void;
  readonly chooseRow: (row: number, extend: boolean) => void;
  readonly follow: (place: CellPlace) => void;
  /** A menu is about to open for a cell. */
  readonly menu: (place: CellPlace) => void;
  readonly point: (cell: HTMLElement, place: CellPlace) => void;
  readonly copy: () => void;
  readonly find: () => void;
}

/** Listens to the grid until the signal ends that. */
export function listenToGrid(grid: HTMLElement, events: InputEvents, signal: AbortSignal): void {
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ) => grid.addEventListener(type, listener, { signal });
  on('keydown', (event) => pressKey(event, events));
  on('pointerdown', (event) => press(event, events));
  on('dblclick', ({ target }) => {
    if (placeOf(target)) events.open();
  });
  on('pointerover', ({ target }) => {
    const place = placeOf(target);
    const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null;
    if (place && cell) events.point(cell, place);
  });
  on('copy', (event) => {
    event.preventDefault();
    events.copy();
  });
  window.addEventListener(
    'keydown',
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'f') return;
      event.preventDefault();
      events.find();
    },
    { signal },
  );
}

function pressKey(event: KeyboardEvent, events: InputEvents): void {
  if (event.target instanceof HTMLInputElement) return;
  const action = keyAction(event);
  if (!action) return;
  event.preventDefault();
  events.key(action, event.shiftKey);
}

function press(event: PointerEvent, events: InputEvents): void {
  const row = rowNumberOf(event.target);
  if (row !== undefined && event.button === 0) events.chooseRow(row, event.shiftKey);
  const place = placeOf(event.target);
  if (!place) return;
  if (event.button === 2) events.menu(place);
  if (event.button !== 0) return;
  const isFollow = event.target instanceof HTMLElement && 'follow' in event.target.dataset;
  if (isFollow || event.ctrlKey || event.metaKey) events.follow(place);
  // Pressing puts the keyboard on the cell by itself.
  else events.choose(place, event.shiftKey);
}
