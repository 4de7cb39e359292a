import type { FacetColumn, GridSetup } from '../../data/grid/protocol.ts';
import { element, fill } from '../shared/element.ts';

/** Columns with few different values, to choose one of them with a click. */
export class FacetBar {
  readonly element = element('div', { class: 'facets', attributes: { role: 'group' } });

  constructor() {
    this.element.hidden = true;
  }

  show(
    { columns, texts }: GridSetup,
    facets: readonly FacetColumn[],
    open: (column: number, opener: HTMLElement) => void,
  ): void {
    const buttons = facets.map(({ column, values }) => {
      const name = columns[column]?.name ?? '';
      const made = element('button', {
        class: 'facet',
        title: fill(texts.filterColumn, name),
        attributes: { type: 'button', 'aria-haspopup': 'dialog' },
        children: [
          element('span', { text: name }),
          element('span', { class: 'count', text: String(values) }),
        ],
      });
      made.addEventListener('click', () => open(column, made));
      return made;
    });
    this.element.setAttribute('aria-label', texts.facets);
    this.element.replaceChildren(
      element('span', { class: 'label', text: `${texts.facets}:` }),
      ...buttons,
    );
    this.element.hidden = buttons.length === 0;
  }
}
