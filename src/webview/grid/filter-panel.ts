import { displayText } from '../../data/display.ts';
import { type Filter, type FilterOperator, valueOfInput } from '../../data/filter.ts';
import { cellText } from '../../data/grid/cell-text.ts';
import type { FacetAnswer, GridColumn, GridTexts } from '../../data/grid/protocol.ts';
import { isCut } from '../../data/value.ts';
import { button, element, fill } from '../shared/element.ts';

const operators: readonly (readonly [FilterOperator, string])[] = [
  ['equals', '='],
  ['differs', '≠'],
  ['contains', '∋'],
  ['less', '<'],
  ['greater', '>'],
  ['is-null', '= NULL'],
  ['is-not-null', '≠ NULL'],
];

interface FilterPanelOptions {
  readonly column: GridColumn;
  readonly texts: GridTexts;
  /** The most frequent values of the column. */
  readonly facet: (signal: AbortSignal) => Promise<FacetAnswer>;
  readonly choose: (filter: Filter) => void;
}

/** A small window under a column's head: a condition to write, and its values to choose from. */
export class FilterPanel {
  private readonly element = element('div', { class: 'panel', attributes: { role: 'dialog' } });
  private loading: AbortController | undefined;
  private opener: HTMLElement | undefined;

  constructor(parent: HTMLElement) {
    parent.append(this.element);
    this.element.hidden = true;
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.element.contains(target)) this.close();
    });
  }

  open(opener: HTMLElement, options: FilterPanelOptions): void {
    this.opener = opener;
    const { column, texts } = options;
    const values = element('ul', {
      class: 'values',
      children: [element('li', { text: texts.loading })],
    });
    this.element.setAttribute('aria-label', fill(texts.filterColumn, column.name));
    this.element.replaceChildren(this.form(options), values);
    this.element.hidden = false;
    const { left, bottom } = opener.getBoundingClientRect();
    this.element.style.top = `${bottom}px`;
    this.element.style.left = `${Math.max(4, Math.min(left, document.body.clientWidth - 290))}px`;
    this.element.querySelector<HTMLElement>('input')?.focus();
    this.loading = new AbortController();
    void this.fillValues(values, options, this.loading.signal);
  }

  close(): void {
    if (this.element.hidden) return;
    this.loading?.abort();
    this.element.hidden = true;
    this.opener?.focus();
  }

  private form({ column, texts, choose }: FilterPanelOptions): HTMLElement {
    const operator = element('select', {
      attributes: { 'aria-label': texts.filter },
      children: operators.map(([value, text]) =>
        element('option', { text, attributes: { value } }),
      ),
    });
    const input = element('input', {
      attributes: { type: 'text', 'aria-label': texts.value, placeholder: texts.value },
    });
    const submit = () => {
      const chosen = operators.find(([id]) => id === operator.value)?.[0] ?? 'equals';
      choose({ column: column.name, operator: chosen, value: valueOfInput(input.value) });
      this.close();
    };
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') submit();
    });
    return element('div', {
      class: 'form',
      children: [operator, input, button(texts.apply, submit)],
    });
  }

  private async fillValues(
    list: HTMLElement,
    { column, texts, facet, choose }: FilterPanelOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const { values, more } = await facet(signal);
    const items = values.map(({ cell, count }) => {
      const { text, kind } = cellText(cell, column, true);
      const value = isCut(cell) ? undefined : cell;
      const choice = element('button', {
        class: `value ${kind}`,
        attributes: { type: 'button', ...(value === undefined && { disabled: '' }) },
        children: [
          element('span', { class: 'text', text: kind === 'empty' ? texts.empty : text }),
          element('span', { class: 'count', text: count.toLocaleString() }),
        ],
      });
      choice.addEventListener('click', () => {
        if (value !== undefined) choose({ column: column.name, operator: 'equals', value });
        this.close();
      });
      return element('li', { children: [choice] });
    });
    list.replaceChildren(
      ...items,
      ...(more ? [element('li', { class: 'more', text: texts.more })] : []),
    );
  }
}

/** A filter's value as it stands on its label. */
export function filterValueText(value: Filter['value']): string {
  const text = displayText(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
