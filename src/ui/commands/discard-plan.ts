import { closePreviews } from '../preview/open-changes.ts';
import type { Command } from './command.ts';

/** Puts the plan away; nothing of it was written, or all of it stays. */
export const discardPlanCommand: Command = {
  id: 'engineSwitch.discardPlan',
  async run({ session }) {
    const planned = session.current;
    session.discard();
    if (planned) await closePreviews(planned);
  },
};
