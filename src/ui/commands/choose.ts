import { askChoices } from '../questions/choices.ts';
import type { ChoiceName } from '../views/plan-nodes.ts';
import type { Command } from './command.ts';
import { withPlanProgress } from './plan-switch.ts';

/** Changes how the planned switch is made: one choice, or all of them in turn. */
export const chooseCommand: Command = {
  id: 'engineSwitch.choose',
  async run({ session }, argument) {
    const planned = session.current;
    if (!planned) return;
    const options = await askChoices(planned, isChoice(argument) ? [argument] : all(planned));
    await withPlanProgress(() => session.plan(planned.folder, options));
  },
};

function all({ projects }: { readonly projects: readonly string[] }): readonly ChoiceName[] {
  return projects.length > 1 ? ['project', 'strategy', 'history'] : ['strategy', 'history'];
}

function isChoice(argument: unknown): argument is ChoiceName {
  return argument === 'project' || argument === 'strategy' || argument === 'history';
}
