import type { Plan } from '../core/plan.ts';
import type { JournalStore } from '../core/ports.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { recipes } from '../recipes/index.ts';
import { makeAsyncPlan } from './async-plan.ts';
import { loadEarlierSwitch } from './earlier-switch.ts';
import { makePlan, type PlanOptions } from './plan.ts';

/** What the user asks for: a switch, or the plan that makes SQLAlchemy asynchronous. */
export type PlanRequest = SwitchRequest | AsyncRequest;

export interface SwitchRequest {
  readonly kind: 'switch';
  readonly options: PlanOptions;
}

export interface AsyncRequest {
  readonly kind: 'make-async';
  /** Folder of the project, where the workspace has several. */
  readonly project?: string;
}

/** Which code has to be read for a plan: what is handed a session need not name a database. */
export function codeToRead({ kind }: PlanRequest): 'all' | 'relevant' {
  return kind === 'make-async' ? 'all' : 'relevant';
}

/** The plan that was asked for; an earlier switch of the workspace is taken into account. */
export async function planRequested(
  snapshot: WorkspaceSnapshot,
  request: PlanRequest,
  journals: JournalStore,
): Promise<Plan> {
  if (request.kind === 'make-async') return makeAsyncPlan(snapshot, request);
  const { options } = request;
  return makePlan(snapshot, recipes, options, await loadEarlierSwitch(journals, options));
}
