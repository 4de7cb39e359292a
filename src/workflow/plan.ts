import { mergeEdits, OverlappingEditsError, type TextEdit } from '../core/edit.ts';
import type {
  EngineId,
  Goal,
  HistoryChoice,
  Scope,
  ScriptsChoice,
  Strategy,
} from '../core/goal.ts';
import { type Notice, notice } from '../core/notice.ts';
import { type FileStep, isBlocked, type Plan, type Step, type TaskStep } from '../core/plan.ts';
import type { SkippedFile, WorkspaceSnapshot } from '../core/snapshot.ts';
import { engines } from '../engines/index.ts';
import type { Outcome, Recipe, SwitchContext } from '../recipes/recipe.ts';
import { chooseProject, otherEngine } from './choose-project.ts';
import { leftOut, withOffer } from './configuration-alone.ts';
import { databaseNames } from './database-names.ts';
import { type DetectedProject, detect, engineOf } from './detect.ts';
import { type EarlierSwitch, restorationSteps } from './earlier-switch.ts';
import { leftovers } from './leftovers.ts';
import { toggleSteps } from './toggle.ts';

/** What the user asks for. */
export interface PlanOptions {
  readonly to: EngineId;
  /** Where it comes from, if that is not the other engine: a plan can stay on one. */
  readonly from?: EngineId;
  readonly strategy?: Strategy;
  readonly history?: HistoryChoice;
  readonly scope?: Scope;
  readonly scripts?: ScriptsChoice;
  /** Folder of the project, where the workspace has several. */
  readonly project?: string;
}

/**
 * Works out everything that a switch does. Pure: the same snapshot gives the same plan.
 *
 * @param earlier a switch that this one leads back from: what it took out comes back exactly.
 */
export function makePlan(
  snapshot: WorkspaceSnapshot,
  recipes: readonly Recipe[],
  options: PlanOptions,
  earlier?: EarlierSwitch,
): Plan {
  const planned = earlier
    ? planBack(snapshot, recipes, earlier)
    : planForward(snapshot, recipes, options);
  const notices = [
    ...conflicts(planned.steps),
    ...planned.notices,
    ...snapshot.skipped.map(skippedNotice),
  ];
  const plan: Plan = { version: 1, goal: planned.goal, steps: planned.steps, notices };
  if (earlier || !isBlocked(plan) || plan.goal.scope === 'configuration') return plan;
  const alone = makePlan(snapshot, recipes, { ...options, scope: 'configuration' });
  return withOffer(plan, alone);
}

interface Planned extends Proposed {
  readonly goal: Goal;
}

interface Proposed {
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
}

function planForward(
  snapshot: WorkspaceSnapshot,
  recipes: readonly Recipe[],
  options: PlanOptions,
): Planned {
  const { project, notices } = chooseProject(detect(snapshot, recipes), options);
  const goal = goalFor(project, options);
  if (!project) return { goal, steps: [], notices };
  return isThere(project, goal)
    ? { goal, steps: [], notices: [] }
    : { goal, ...propose(project, goal) };
}

/** Whether no place of the project speaks for the engine that the switch comes from. */
function isThere({ findings }: DetectedProject, goal: Goal): boolean {
  return !findings.some(({ finding }) => finding.engine === goal.source);
}

/** What was taken out comes back; what was added since and does not fit is named, not edited. */
function planBack(
  snapshot: WorkspaceSnapshot,
  recipes: readonly Recipe[],
  earlier: EarlierSwitch,
): Planned {
  const { source, target, ...rest } = earlier.journal.goal;
  const goal: Goal = { source: target, target: source, ...rest };
  const back = restorationSteps(snapshot, earlier);
  const asked = { to: goal.target, project: goal.project };
  const { project } = chooseProject(detect(back.snapshot, recipes), asked);
  const added = project ? propose(project, goal).steps : [];
  const notices = [...back.notices, ...leftovers(added, back.snapshot, goal.target)];
  return { goal, steps: back.steps, notices };
}

function goalFor(detected: DetectedProject | undefined, options: PlanOptions): Goal {
  return {
    source: options.from ?? otherEngine(options.to),
    target: options.to,
    strategy: options.strategy ?? 'replace',
    history: options.history ?? 'keep',
    scope: options.scope ?? 'everything',
    ...(options.scripts && { scripts: options.scripts }),
    project: detected?.project.root ?? '',
    database: databaseNames(detected?.findings.map(({ finding }) => finding) ?? []),
  };
}

function propose({ project, findings }: DetectedProject, goal: Goal): Proposed {
  const source = engines[goal.source];
  const target = engines[goal.target];
  const context: SwitchContext = { project, goal, source, target, runsOn: engineOf(findings) };
  const steps: Step[] = [];
  const notices: Notice[] = [];
  const counts = new Map<string, number>();
  const idOf = (name: string) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  };
  for (const { recipe, finding } of findings) {
    const made = recipe.rewrite(finding, context);
    const isLeft = goal.scope === 'configuration' && recipe.beyondConfiguration;
    const outcome = isLeft ? leftOut(made) : made;
    steps.push(...outcomeSteps(recipe, outcome, idOf));
    notices.push(...outcome.notices);
  }
  const files = steps.filter(({ kind }) => kind === 'file');
  const tasks = steps.filter(({ kind }) => kind === 'task');
  // Where no file changes the switch is done, and there is nothing to run after it.
  if (files.length === 0) return { steps: [], notices };
  const moved = toggleSteps(goal, [...files, ...tasks]);
  return { steps: moved.steps, notices: [...notices, ...moved.notices] };
}

function outcomeSteps(recipe: Recipe, outcome: Outcome, idOf: (name: string) => string): Step[] {
  const files = outcome.changes.map(({ title, why, change }): FileStep => {
    const { path } = change;
    return {
      id: idOf(`${recipe.id}:${path}`),
      recipe: recipe.id,
      title,
      why,
      kind: 'file',
      path,
      change,
    };
  });
  const tasks = outcome.tasks.map(({ title, why, task }): TaskStep => {
    return {
      id: idOf(`${recipe.id}:${task.kind}`),
      recipe: recipe.id,
      title,
      why,
      kind: 'task',
      task,
    };
  });
  return [...files, ...tasks];
}

/** A step whose edits meet another's is a defect of a recipe; the user is told, nothing is lost. */
function conflicts(steps: readonly Step[]): readonly Notice[] {
  const notices: Notice[] = [];
  const taken = new Map<string, { readonly recipe: string; readonly edits: readonly TextEdit[] }>();
  for (const step of steps) {
    if (step.kind !== 'file') continue;
    const before = taken.get(step.path);
    const edits = step.change.kind === 'modify' ? step.change.edits : [];
    const exclusive = step.change.kind !== 'modify' && before !== undefined;
    if (exclusive || !compatible([...(before?.edits ?? []), ...edits])) {
      const values = { first: before?.recipe ?? step.recipe, second: step.recipe };
      notices.push(notice('edits-conflict', { path: step.path }, values));
    }
    taken.set(step.path, { recipe: step.recipe, edits: [...(before?.edits ?? []), ...edits] });
  }
  return notices;
}

function compatible(edits: readonly TextEdit[]): boolean {
  try {
    mergeEdits(edits);
    return true;
  } catch (error) {
    if (error instanceof OverlappingEditsError) return false;
    throw error;
  }
}

function skippedNotice({ path, reason }: SkippedFile): Notice {
  switch (reason) {
    case 'too-large':
      return notice('file-too-large', { path }, {});
    case 'outside-workspace':
      return notice('file-outside-workspace', { path }, {});
    case 'unreadable':
      return notice('file-unreadable', { path }, {});
    case 'binary':
    case 'encoding':
      return notice('file-not-text', { path }, { reason });
  }
}
