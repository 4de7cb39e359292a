import type { QueryCommand } from '../query-ui.ts';
import { compareQueryCommand } from './compare-query.ts';
import { compareSchemasCommand } from './compare-schemas.ts';
import { explainStatementCommand } from './explain-statement.ts';
import { exportResultCommand } from './export-result.ts';
import { importRowsCommand } from './import-rows.ts';
import { newQueryCommand } from './new-query.ts';
import { queryHistoryCommand } from './query-history.ts';
import { runStatementCommand } from './run-statement.ts';
import { showMermaidCommand } from './show-mermaid.ts';
import { tieQueryCommand } from './tie-query.ts';

/** Every command of queries. */
export const queryCommands: readonly QueryCommand[] = [
  runStatementCommand,
  explainStatementCommand,
  tieQueryCommand,
  newQueryCommand,
  queryHistoryCommand,
  exportResultCommand,
  compareSchemasCommand,
  compareQueryCommand,
  showMermaidCommand,
  importRowsCommand,
];
