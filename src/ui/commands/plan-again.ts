import type { Command } from './command.ts';
import { withPlanProgress } from './plan-switch.ts';

/** Makes the plan anew from the files as they are now. */
export const planAgainCommand: Command = {
  id: 'engineSwitch.planAgain',
  async run({ session, monitor }) {
    const planned = session.current;
    await withPlanProgress(async () => {
      if (planned) await session.plan(planned.folder, planned.request);
      await monitor.look();
    });
  },
};
