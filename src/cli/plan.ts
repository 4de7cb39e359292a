import type { Command } from './command.ts';
import { renderDiff } from './render-diff.ts';
import { renderPlan } from './render-plan.ts';
import {
  planOptions,
  planUsage,
  planWorkspace,
  readPlanOptions,
  workspaceFolder,
} from './workspace.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: `${planUsage} [--json|--diff]`,
  summary: 'Show every edit and task that a switch needs. Writes nothing.',
  options: { ...planOptions, diff: { type: 'boolean' } },
  async run(args, terminal) {
    const { plan, snapshot } = await planWorkspace(
      workspaceFolder(args, terminal),
      readPlanOptions(args),
    );
    if (args.values.json) terminal.out(`${JSON.stringify(plan, undefined, 2)}\n`);
    else if (args.values.diff) terminal.out(renderDiff(plan, snapshot, terminal));
    else terminal.out(renderPlan(plan, terminal));
    return plan.notices.some(({ severity }) => severity === 'blocking') ? 1 : 0;
  },
};
