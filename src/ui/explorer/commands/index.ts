import { showDiagramCommand } from '../../diagram/show-diagram.ts';
import { gridActionCommands } from '../../grid/grid-actions.ts';
import type { ExplorerCommand } from '../explorer-ui.ts';
import { addDatabaseCommand } from './add-database.ts';
import { attachDatabaseCommand, detachDatabaseCommand } from './attach-database.ts';
import { checkDatabaseCommand } from './check-database.ts';
import { copyNameCommand } from './copy-name.ts';
import { editDataCommand } from './edit-data.ts';
import { exportTableCommand } from './export-table.ts';
import { filterTablesCommand } from './filter-tables.ts';
import { forgetDatabaseCommand } from './forget-database.ts';
import { openTableCommand } from './open-table.ts';
import { refreshDatabasesCommand } from './refresh-databases.ts';
import { showDefinitionCommand } from './show-definition.ts';
import { showPendingSqlCommand } from './show-pending-sql.ts';

/** Every command of the explorer. */
export const explorerCommands: readonly ExplorerCommand[] = [
  refreshDatabasesCommand,
  addDatabaseCommand,
  forgetDatabaseCommand,
  attachDatabaseCommand,
  detachDatabaseCommand,
  openTableCommand,
  copyNameCommand,
  showDefinitionCommand,
  filterTablesCommand,
  checkDatabaseCommand,
  editDataCommand,
  showPendingSqlCommand,
  exportTableCommand,
  showDiagramCommand,
  ...gridActionCommands,
];
