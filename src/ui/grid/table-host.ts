import type { Catalog } from '../../catalog/model.ts';
import type { Database } from '../../data/database.ts';
import type { PageQuery } from '../../data/page.ts';
import type { TablePlace } from './table-uri.ts';

/** What a table's editor needs of the rest of the explorer. */
export interface TableHost {
  readonly open: (
    place: TablePlace,
  ) => Promise<{ database: Database; catalog: Catalog; readOnly: boolean }>;
  /** Opens another table, its rows restricted. */
  readonly show: (place: TablePlace, query: PageQuery) => Promise<void>;
  /** Runs what a button of the grid stands for. */
  readonly command: (command: string) => Promise<void>;
}
