import { displayText } from '../../data/display.ts';
import type { Value } from '../../data/value.ts';
import { element } from '../shared/element.ts';

/** A field over a cell, to type a new value. */
export class CellEditor {
  private readonly parent: HTMLElement;

  constructor(parent: HTMLElement) {
    this.parent = parent;
  }

  /** The text that was entered; nothing where it was given up or is the same. */
  edit(cell: HTMLElement, value: Value): Promise<string | undefined> {
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
      const end = (text: string | undefined) => {
        if (!input.isConnected) return;
        input.remove();
        resolve(text === before ? undefined : text);
      };
      input.addEventListener('blur', () => end(input.value));
      input.addEventListener('keydown', (event) => {
        event.stopPropagation();
        if (event.key === 'Escape') end(undefined);
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault();
          end(input.value);
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
