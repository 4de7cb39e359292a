import type { Command } from './command.ts';

/** Shows what the extension did and what went wrong. */
export const showLogCommand: Command = {
  id: 'engineSwitch.showLog',
  run: async ({ log }) => log.show(),
};

/** Shows what the tasks printed. */
export const showTaskOutputCommand: Command = {
  id: 'engineSwitch.showTaskOutput',
  run: async ({ terminal }) => terminal.show(),
};
