/** What a key means in the grid. */
export type KeyAction =
  | { readonly kind: 'move'; readonly rows: number | 'page' | '-page'; readonly columns: number }
  | { readonly kind: 'edge'; readonly to: 'start' | 'end' }
  | { readonly kind: 'jump'; readonly to: 'start' | 'end' }
  | { readonly kind: 'select'; readonly what: 'row' | 'column' | 'all' }
  | {
      readonly kind:
        | 'copy'
        | 'copy-as'
        | 'open'
        | 'follow'
        | 'references'
        | 'close'
        | 'delete'
        | 'sort';
    };

const moves: Readonly<Record<string, KeyAction>> = {
  ArrowUp: { kind: 'move', rows: -1, columns: 0 },
  ArrowDown: { kind: 'move', rows: 1, columns: 0 },
  ArrowLeft: { kind: 'move', rows: 0, columns: -1 },
  ArrowRight: { kind: 'move', rows: 0, columns: 1 },
  PageUp: { kind: 'move', rows: '-page', columns: 0 },
  PageDown: { kind: 'move', rows: 'page', columns: 0 },
};

const plain: Readonly<Record<string, KeyAction>> = {
  ...moves,
  Home: { kind: 'edge', to: 'start' },
  End: { kind: 'edge', to: 'end' },
  Enter: { kind: 'open' },
  F2: { kind: 'open' },
  Escape: { kind: 'close' },
  Delete: { kind: 'delete' },
  F12: { kind: 'follow' },
};

const withControl: Readonly<Record<string, KeyAction>> = {
  Home: { kind: 'jump', to: 'start' },
  End: { kind: 'jump', to: 'end' },
  Enter: { kind: 'follow' },
  c: { kind: 'copy' },
  a: { kind: 'select', what: 'all' },
  ' ': { kind: 'select', what: 'column' },
};

const withAlt: Readonly<Record<string, KeyAction>> = {
  s: { kind: 'sort' },
  c: { kind: 'copy-as' },
};

/** Keys that mean something else with Shift; the others extend the selection. */
const withShift: Readonly<Record<string, KeyAction>> = {
  ' ': { kind: 'select', what: 'row' },
  F12: { kind: 'references' },
};

/** The keys of a grid. https://www.w3.org/WAI/ARIA/apg/patterns/grid/ */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  if (event.ctrlKey || event.metaKey) return withControl[event.key];
  if (event.altKey) return withAlt[event.key];
  return (event.shiftKey ? withShift[event.key] : undefined) ?? plain[event.key];
}
