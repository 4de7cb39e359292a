import type { ExplorerCommand } from '../explorer-ui.ts';
import { isExplorerNode } from '../nodes.ts';

/** Takes a database that was added by hand from the list. The file stays. */
export const forgetDatabaseCommand: ExplorerCommand = {
  id: 'engineSwitch.forgetDatabase',
  async run({ databases }, argument) {
    if (isExplorerNode(argument)) await databases.forget(argument.entry);
  },
};
