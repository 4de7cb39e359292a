import { isBlocked } from '../core/plan.ts';
import type { Command } from './command.ts';
import { renderDiff } from './render-diff.ts';
import { renderPlan } from './render-plan.ts';
import {
  openWorkspace,
  planOptions,
  planUsage,
  planWorkspace,
  readPlanRequest,
  workspaceFolder,
} from './workspace.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: `${planUsage} [--json|--diff]`,
  summary: 'Show every edit and task that a switch needs. Writes nothing.',
  options: { ...planOptions, diff: { type: 'boolean' } },
  async run(args, terminal) {
    const folder = workspaceFolder(args, terminal);
    const { journals } = await openWorkspace(folder, terminal);
    const planned = await planWorkspace(folder, readPlanRequest(args), journals);
    const { plan } = planned;
    if (args.values.json) terminal.out(`${JSON.stringify(plan, undefined, 2)}\n`);
    else if (args.values.diff) terminal.out(await renderDiff(planned, journals, terminal));
    else terminal.out(renderPlan(plan, terminal));
    return isBlocked(plan) ? 1 : 0;
  },
};
