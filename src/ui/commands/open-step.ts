import { fileSteps } from '../planned-switch.ts';
import { openStepDiff } from '../preview/open-changes.ts';
import { isPlanNode } from '../views/plan-nodes.ts';
import type { Command } from './command.ts';

/** Shows the diff behind a row of the plan: a step's, or a file's first. */
export const openStepCommand: Command = {
  id: 'engineSwitch.openStep',
  async run({ session }, node) {
    const planned = session.current;
    if (!planned || !isPlanNode(node)) return;
    const [step] = node.kind === 'step' ? [node.step] : node.kind === 'file' ? node.steps : [];
    if (step && fileSteps(planned).some(({ id }) => id === step.id)) {
      await openStepDiff(planned, step);
    }
  },
};
