import type { GridTexts } from '../../data/grid/protocol.ts';
import type { Value } from '../../data/value.ts';
import { button, element, fill } from '../shared/element.ts';

/** Shows one value in full below the grid: text as it is, JSON set out, bytes as a hex table. */
export class ValuePanel {
  readonly element = element('section', { class: 'value-panel' });

  constructor() {
    this.element.hidden = true;
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  show(column: string, value: Value, texts: GridTexts): void {
    const title = fill(texts.wholeValue, column);
    this.element.setAttribute('aria-label', title);
    this.element.replaceChildren(
      element('div', {
        class: 'value-head',
        children: [element('h2', { text: title }), button(texts.close, () => this.close(), '✕')],
      }),
      element('pre', { text: longText(value), attributes: { tabindex: '0' } }),
    );
    this.element.hidden = false;
  }

  close(): void {
    this.element.hidden = true;
  }
}

function longText(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return jsonText(value) ?? value;
  if ('integer' in value) return value.integer;
  return 'real' in value ? value.real : hexTable(value.blob);
}

function jsonText(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}

/** Sixteen bytes a line, with their characters. */
function hexTable(hex: string): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(hex.length, 1 << 16); at += 32) {
    const bytes = hex.slice(at, at + 32).match(/../g) ?? [];
    const characters = bytes.map((byte) => {
      const code = Number.parseInt(byte, 16);
      return code >= 32 && code < 127 ? String.fromCharCode(code) : '.';
    });
    const offset = (at / 2).toString(16).padStart(8, '0');
    lines.push(`${offset}  ${bytes.join(' ').padEnd(47)}  ${characters.join('')}`);
  }
  return lines.join('\n');
}
