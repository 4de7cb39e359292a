import type { Command } from './command.ts';
import { withPlanProgress } from './plan-switch.ts';

/** Plans the configuration alone in place of a switch that cannot be made safely. */
export const planConfigurationCommand: Command = {
  id: 'engineSwitch.planConfiguration',
  async run({ session }) {
    const planned = session.current;
    if (!planned || planned.applied || planned.request.kind !== 'switch') return;
    const options = { ...planned.request.options, scope: 'configuration' } as const;
    await withPlanProgress(() => session.plan(planned.folder, { kind: 'switch', options }));
  },
};
