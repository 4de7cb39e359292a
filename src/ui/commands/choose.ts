import { askChoices } from '../questions/choices.ts';
import { type ChoiceName, choicesOf } from '../views/plan-nodes.ts';
import type { Command } from './command.ts';
import { withPlanProgress } from './plan-switch.ts';

/** Changes how the planned switch is made: one choice, or all of them in turn. */
export const chooseCommand: Command = {
  id: 'engineSwitch.choose',
  async run({ session }, argument) {
    const planned = session.current;
    if (planned?.request.kind !== 'switch') return;
    const names = isChoice(argument) ? [argument] : choicesOf(planned);
    const options = await askChoices(planned, planned.request.options, names);
    await withPlanProgress(() => session.plan(planned.folder, { kind: 'switch', options }));
  },
};

function isChoice(argument: unknown): argument is ChoiceName {
  return ['project', 'history', 'strategy', 'scope', 'scripts'].some((name) => name === argument);
}
