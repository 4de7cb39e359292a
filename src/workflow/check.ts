import { type EngineId, type Goal, isSwitch } from '../core/goal.ts';
import type { Journal } from '../core/journal.ts';
import { type Notice, notice } from '../core/notice.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { type Detection, detect } from './detect.ts';
import { leftovers } from './leftovers.ts';
import { makePlan, type PlanOptions } from './plan.ts';

export interface CheckResult {
  readonly engine: EngineId | 'mixed' | undefined;
  readonly problems: readonly Notice[];
}

/**
 * What still points at the other engine: everything that a plan to the engine in use would still
 * change, and what it would tell the user. The engine in use is that of the newest switch that was
 * not undone, else the detected one.
 */
export function checkWorkspace(
  snapshot: WorkspaceSnapshot,
  recipes: readonly Recipe[],
  journals: readonly Journal[],
): CheckResult {
  const last = journals.find(({ state, goal }) => state === 'applied' && isSwitch(goal))?.goal;
  const detection = detect(snapshot, recipes);
  const engine = last?.target ?? detection.engine;
  if (!engine) return { engine, problems: [] };
  if (engine === 'mixed') return { engine, problems: [mixedNotice(detection)] };
  const plan = makePlan(snapshot, recipes, { ...(last && asOptions(last)), to: engine });
  // Where a switch has taken out all that spoke of a database, nothing is wrong.
  const told = plan.notices.filter(({ code }) => code !== 'no-database-found');
  return { engine, problems: [...leftovers(plan.steps, snapshot, engine), ...told] };
}

/** What has to be asked for to get this goal again. */
function asOptions({ target, project, source: _, database: __, ...rest }: Goal): PlanOptions {
  return { to: target, ...rest, ...(project && { project }) };
}

function mixedNotice(detection: Detection): Notice {
  const places = detection.projects
    .flatMap(({ findings }) => findings)
    .filter(({ finding }) => finding.engine && finding.connection?.role === 'supplies')
    .map(({ finding }) => finding.path);
  return notice('mixed-engines', { path: '' }, { files: [...new Set(places)].join(', ') });
}
