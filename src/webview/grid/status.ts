import type { CountAnswer, GridTexts } from '../../data/grid/protocol.ts';
import type { PageQuery } from '../../data/page.ts';
import { fill } from '../shared/element.ts';

/** "123 rows, sorted by name ascending": what is seen, in a sentence. */
export function statusText(
  texts: GridTexts,
  count: CountAnswer | undefined,
  { sort }: PageQuery,
  loaded: number,
): string {
  if (!count) return loaded === 0 ? texts.loading : '';
  if (count.count === 0) return texts.noRows;
  const rows =
    count.count === 1 && count.exact
      ? texts.row
      : fill(count.exact ? texts.rows : texts.rowsAtLeast, count.count.toLocaleString());
  const orders = sort.map(({ column, descending }) =>
    fill(descending ? texts.sortedDown : texts.sortedUp, column),
  );
  return [rows, ...orders].join(', ');
}
