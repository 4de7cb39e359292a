import type { EngineId } from '../core/goal.ts';
import type { Plan } from '../core/plan.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { asyncRecipes } from '../recipes/async-recipes.ts';
import { detect } from './detect.ts';
import { makePlan } from './plan.ts';

/**
 * Works out what makes a project's synchronous SQLAlchemy asynchronous, on the engine that it has:
 * engines, sessions, dependencies, and `await` up to the callers. Pure, as every plan.
 */
export function makeAsyncPlan(
  snapshot: WorkspaceSnapshot,
  options: { readonly project?: string },
): Plan {
  const { projects } = detect(snapshot, asyncRecipes);
  const findings = projects.flatMap(({ findings: all }) => all);
  const fallback: EngineId = 'postgresql';
  const to = findings.flatMap(({ finding }) => finding.engine ?? [])[0] ?? fallback;
  // Nothing leaves with it: a later switch does not lead back over it.
  const asked = { ...options, to, from: to, strategy: 'keep-both' } as const;
  const plan = makePlan(snapshot, asyncRecipes, asked);
  // Where no session waits in vain there is nothing to do, and nothing in the way of it.
  return findings.length > 0 ? plan : { ...plan, steps: [], notices: [] };
}
