import { openAllChanges } from '../preview/open-changes.ts';
import type { Command } from './command.ts';

/** Shows everything that the ticked steps change as one diff of many files. */
export const openAllChangesCommand: Command = {
  id: 'engineSwitch.openAllChanges',
  async run({ session }) {
    if (session.current) await openAllChanges(session.current);
  },
};
