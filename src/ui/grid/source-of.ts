import type { Catalog } from '../../catalog/model.ts';
import { type RowSource, tableSource, viewSource } from '../../data/source.ts';
import type { TablePlace } from './table-uri.ts';

/** The table or view of a name in a catalogue, as something to page through. */
export function sourceOf(catalog: Catalog, { schema, name }: TablePlace): RowSource | undefined {
  // A foreign key of SQLite may write the name in another case.
  const isIt = (one: { schema: string; name: string }) =>
    one.schema === schema &&
    (one.name === name ||
      (catalog.engine === 'sqlite' && one.name.toLowerCase() === name.toLowerCase()));
  const table = catalog.tables.find(isIt);
  if (table) return tableSource(catalog.engine, table);
  const view = catalog.views.find(isIt);
  return view && viewSource(catalog.engine, view);
}
