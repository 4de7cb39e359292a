import { displayText } from '../../data/display.ts';
import type { Value } from '../../data/value.ts';
import { element } from '../shared/element.ts';

/** How the typing of a value ended. */
export interface Entry {
  readonly by: 'key' | 'leaving';
  /** Missing where it was given up or is the same. */
  readonly text?: string;
}

/** A field over a cell, to type a new value. */
export class CellEditor {
  private readonly parent: HTMLElement;

  constructor(parent: HTMLElement) {
    this.parent = parent;
  }

  /** Resolves when a key or leaving the field has ended it. */
  edit(cell: HTMLElement, value: Value): Promise<Entry> {
    const before = inputText(value);
    const input = element('textarea', { class: 'cell-editor', attributes: { rows: '1' } });
    const { left, top, width } = cell.getBoundingClientRect();
    Object.assign(input.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${Math.max(width, 160)}px`,
    });
    input.value = before;
    input.setAttribute('aria-label', cell.closest('[role=grid]')?.getAttribute('aria-label') ?? '');
    this.parent.append(input);
    input.focus();
    input.select();
    return new Promise((resolve) => {
      let ended = false;
      const end = (by: Entry['by'], text: string) => {
        if (ended) return;
        // Removing the field is leaving it as well.
        ended = true;
        input.remove();
        resolve(text === before ? { by } : { by, text });
      };
      input.addEventListener('blur', () => end('leaving', input.value));
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') end('key', before);
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault();
          end('key', input.value);
        }
      });
    });
  }
}

/** A value as it is typed: NULL without quotes, text that would be read as another in them. */
function inputText(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return 'blob' in value ? `x'${value.blob}'` : displayText(value);
  const ambiguous = /^null$|^'.*'$|^x'[0-9a-f]*'$/is.test(value);
  return ambiguous ? `'${value.replaceAll("'", "''")}'` : value;
}
