import type { ExplorerCommand } from '../explorer-ui.ts';
import { isExplorerNode } from '../nodes.ts';

/** Reads a database anew, or looks for all of them. */
export const refreshDatabasesCommand: ExplorerCommand = {
  id: 'engineSwitch.refreshDatabases',
  async run({ databases }, argument) {
    databases.refresh(isExplorerNode(argument) ? argument.entry : undefined);
  },
};
