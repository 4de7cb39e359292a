import type { Command } from './command.ts';
import { planAndShow } from './plan-switch.ts';

/** Plans what makes a project's synchronous SQLAlchemy asynchronous, on the engine that it has. */
export const makeAsyncCommand: Command = {
  id: 'engineSwitch.makeAsync',
  run: (ui) =>
    planAndShow(ui, (_, project) => ({
      kind: 'make-async',
      ...(project !== undefined && { project }),
    })),
};
