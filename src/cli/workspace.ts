import { isAbsolute, join } from 'node:path';
import { openJournalStore } from '../adapters/journal/journal-store.ts';
import { openFileStore } from '../adapters/workspace/file-store.ts';
import { readWorkspace } from '../adapters/workspace/read-workspace.ts';
import { SwitchError } from '../core/errors.ts';
import type { EngineId, HistoryChoice, Scope, ScriptsChoice, Strategy } from '../core/goal.ts';
import type { Plan } from '../core/plan.ts';
import type { JournalStore } from '../core/ports.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import type { WorkspacePorts } from '../workflow/apply.ts';
import type { PlanOptions } from '../workflow/plan.ts';
import { codeToRead, type PlanRequest, planRequested } from '../workflow/plan-request.ts';
import { type Arguments, type Terminal, textOption } from './command.ts';

/** Options that `plan` and `apply` share. */
export const planOptions = {
  to: { type: 'string' },
  project: { type: 'string' },
  history: { type: 'string' },
  strategy: { type: 'string' },
  scope: { type: 'string' },
  scripts: { type: 'string' },
  'make-async': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** How `planOptions` are written, for the help. */
export const planUsage =
  '--to sqlite|postgresql [DIR] [--project PATH] [--history fresh|keep] [--strategy replace|keep-both] [--scope everything|configuration] [--scripts twin|in-place] | --make-async [DIR] [--project PATH]';

/** The workspace's folder: the one positional argument, or the current folder. */
export function workspaceFolder({ positionals }: Arguments, { cwd }: Terminal): string {
  const [folder = '.', surplus] = positionals;
  if (surplus !== undefined) {
    throw new SwitchError(
      'wrong-usage',
      `“${surplus}” is one folder too many.`,
      'Name one folder.',
    );
  }
  return isAbsolute(folder) ? folder : join(cwd, folder);
}

/** Reads what is to be planned; throws `wrong-usage`. */
export function readPlanRequest(args: Arguments): PlanRequest {
  if (!args.values['make-async']) return { kind: 'switch', options: readPlanOptions(args) };
  const project = textOption(args, 'project');
  return { kind: 'make-async', ...(project !== undefined && { project }) };
}

function readPlanOptions(args: Arguments): PlanOptions {
  const to = oneOf<EngineId>(args, 'to', ['sqlite', 'postgresql']);
  if (!to) {
    throw new SwitchError('wrong-usage', '--to is missing.', 'Add --to sqlite or --to postgresql.');
  }
  const history = oneOf<HistoryChoice>(args, 'history', ['fresh', 'keep']);
  const strategy = oneOf<Strategy>(args, 'strategy', ['replace', 'keep-both']);
  const scope = oneOf<Scope>(args, 'scope', ['everything', 'configuration']);
  const scripts = oneOf<ScriptsChoice>(args, 'scripts', ['twin', 'in-place']);
  const project = textOption(args, 'project');
  return {
    to,
    ...(history && { history }),
    ...(strategy && { strategy }),
    ...(scope && { scope }),
    ...(scripts && { scripts }),
    ...(project !== undefined && { project }),
  };
}

function oneOf<T extends string>(
  args: Arguments,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = textOption(args, name);
  const found = allowed.find((candidate) => candidate === value);
  if (value === undefined || found) return found;
  const choices = allowed.join(' or ');
  throw new SwitchError('wrong-usage', `--${name} cannot be “${value}”.`, `Use ${choices}.`);
}

/** A workspace with the plan that was asked for. */
export interface PlannedWorkspace {
  readonly snapshot: WorkspaceSnapshot;
  readonly plan: Plan;
}

/** Plans a workspace on disk; an earlier switch of it is taken into account. */
export async function planWorkspace(
  folder: string,
  request: PlanRequest,
  journals: JournalStore,
): Promise<PlannedWorkspace> {
  const snapshot = await readWorkspace(folder, { code: codeToRead(request) });
  return { snapshot, plan: await planRequested(snapshot, request, journals) };
}

/** The ports of a workspace on disk; progress goes to standard error. */
export async function openWorkspace(folder: string, terminal: Terminal): Promise<WorkspacePorts> {
  return {
    files: await openFileStore(folder),
    journals: await openJournalStore(folder),
    progress: { report: (message) => terminal.err(`${message}\n`) },
  };
}
