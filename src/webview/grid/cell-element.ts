import { cellText } from '../../data/grid/cell-text.ts';
import type { GridColumn, GridTexts } from '../../data/grid/protocol.ts';
import type { Cell } from '../../data/value.ts';
import { element } from '../shared/element.ts';

export interface CellOptions {
  readonly cell: Cell;
  readonly column: GridColumn;
  readonly rawDates: boolean;
  readonly texts: GridTexts;
}

/** What stands in a cell: text alone, with a sign for what text cannot say. */
export function cellContent({ cell, column, rawDates, texts }: CellOptions): {
  readonly kind: string;
  readonly nodes: readonly Node[];
  readonly title: string;
} {
  const shown = cellText(cell, column, rawDates);
  const text = shown.kind === 'empty' ? texts.empty : shown.text;
  const nodes: Node[] = [element('span', { class: 'text', text: shown.cut ? `${text}…` : text })];
  if (column.refersTo !== undefined && cell !== null)
    nodes.push(followSign(column.refersTo, texts));
  const kind = `${shown.kind}${shown.odd ? ' odd' : ''}`;
  return { kind, nodes, title: shown.odd ? texts.oddType.replace('{0}', column.type) : '' };
}

function followSign(table: string, texts: GridTexts): HTMLElement {
  return element('span', {
    class: 'follow',
    text: '↗',
    title: texts.follow.replace('{0}', table),
    attributes: { 'data-follow': '', 'aria-hidden': 'true' },
  });
}
