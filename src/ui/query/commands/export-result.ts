import { exportStatement } from '../../explorer/commands/export-table.ts';
import type { QueryCommand } from '../query-ui.ts';

/** Writes all rows of the last query to a file, however many it shows. */
export const exportResultCommand: QueryCommand = {
  id: 'engineSwitch.exportResult',
  needsTrust: true,
  async run({ last: { query } }) {
    if (query) await exportStatement(await query.entry.database(), query.statement, 'result');
  },
};
