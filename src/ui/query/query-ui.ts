import type { Statement } from '../../data/database.ts';
import type { Command } from '../commands/command.ts';
import type { DatabaseEntry } from '../explorer/database-entry.ts';
import type { ExplorerUi } from '../explorer/explorer-ui.ts';
import type { QueryHistory } from './query-history.ts';
import type { QueryTies } from './query-ties.ts';
import type { ResultPanel } from './result-panel.ts';

/** What every command of queries works with. */
export interface QueryUi extends ExplorerUi {
  readonly ties: QueryTies;
  readonly history: QueryHistory;
  readonly results: ResultPanel;
  /** The last statement that gave rows, to be exported. */
  readonly last: { query?: { readonly entry: DatabaseEntry; readonly statement: Statement } };
}

export type QueryCommand = Command<QueryUi>;
