import type { Notice, Severity } from '../../core/notice.ts';
import type { FileStep, TaskStep } from '../../core/plan.ts';
import {
  fileSteps,
  offersConfiguration,
  type PlannedSwitch,
  taskSteps,
} from '../planned-switch.ts';

/** What the user can choose of a plan besides its steps. */
export type ChoiceName = 'project' | 'history' | 'strategy' | 'scope' | 'scripts';

/** A row of the plan view. */
export type PlanNode =
  | { readonly kind: 'workspace-notice'; readonly id: string; readonly notice: Notice }
  | { readonly kind: 'obstacles'; readonly id: string }
  | { readonly kind: 'obstacle'; readonly id: string; readonly notice: Notice }
  | { readonly kind: 'choices'; readonly id: string }
  | { readonly kind: 'choice'; readonly id: string; readonly choice: ChoiceName }
  | FileNode
  | { readonly kind: 'step'; readonly id: string; readonly step: FileStep }
  | { readonly kind: 'notice'; readonly id: string; readonly notice: Notice }
  | { readonly kind: 'alone'; readonly id: string }
  | { readonly kind: 'tasks'; readonly id: string }
  | { readonly kind: 'task'; readonly id: string; readonly step: TaskStep };

export interface FileNode {
  readonly kind: 'file';
  readonly id: string;
  readonly path: string;
  readonly steps: readonly FileStep[];
  readonly notices: readonly Notice[];
}

/**
 * The view's first level: what stands in the way, the choices, the files that change, those that
 * are left alone with a notice, and what is run afterwards.
 */
export function rootNodes(planned: PlannedSwitch): readonly PlanNode[] {
  const general = noticeNodes(planned.plan.notices.filter(({ path }) => path === ''));
  return [
    ...general.map(({ id, notice }): PlanNode => ({ kind: 'workspace-notice', id, notice })),
    ...(obstacles(planned).length > 0 ? [{ kind: 'obstacles', id: 'obstacles' } as const] : []),
    ...(hasChoices(planned) ? [{ kind: 'choices', id: 'choices' } as const] : []),
    ...fileNodes(planned).filter(({ steps }) => steps.length > 0),
    ...(untouched(planned).length > 0 ? [{ kind: 'alone', id: 'alone' } as const] : []),
    ...(taskSteps(planned).length > 0 ? [{ kind: 'tasks', id: 'tasks' } as const] : []),
  ];
}

/** The rows below a row. */
export function childNodes(planned: PlannedSwitch, node: PlanNode): readonly PlanNode[] {
  switch (node.kind) {
    case 'obstacles':
      return noticeNodes(obstacles(planned)).map(({ id, notice }) => ({
        kind: 'obstacle',
        id: `obstacle:${id}`,
        notice,
      }));
    case 'choices':
      return choicesOf(planned).map((choice) => ({
        kind: 'choice',
        id: `choice:${choice}`,
        choice,
      }));
    case 'file':
      return [
        ...node.steps.map((step): PlanNode => ({ kind: 'step', id: `step:${step.id}`, step })),
        ...noticeNodes(node.notices),
      ];
    case 'alone':
      return untouched(planned);
    case 'tasks':
      return taskSteps(planned).map((step) => ({ kind: 'task', id: `task:${step.id}`, step }));
    default:
      return [];
  }
}

function hasChoices(planned: PlannedSwitch): boolean {
  return planned.plan.steps.length > 0 && choicesOf(planned).length > 0;
}

/** What stands in the way, beside its file: shown first, wherever the file's row is. */
function obstacles({ plan }: PlannedSwitch): readonly Notice[] {
  return plan.notices.filter(({ path, severity }) => path !== '' && severity === 'blocking');
}

/** The choices that mean something for this plan. */
export function choicesOf(planned: PlannedSwitch): readonly ChoiceName[] {
  if (planned.request.kind !== 'switch') return [];
  return [
    ...(planned.projects.length > 1 ? (['project'] as const) : []),
    'strategy',
    'history',
    ...(offersConfiguration(planned) || planned.plan.goal.scope === 'configuration'
      ? (['scope'] as const)
      : []),
    ...(hasScripts(planned) ? (['scripts'] as const) : []),
  ];
}

function hasScripts({ plan }: PlannedSwitch): boolean {
  return plan.steps.some(({ recipe }) => recipe === 'schema-scripts');
}

function untouched(planned: PlannedSwitch): readonly FileNode[] {
  return fileNodes(planned).filter(({ steps }) => steps.length === 0);
}

function fileNodes(planned: PlannedSwitch): readonly FileNode[] {
  const steps = fileSteps(planned);
  const notices = planned.plan.notices.filter(({ path }) => path !== '');
  const paths = new Set([...steps, ...notices].map(({ path }) => path));
  return [...paths].map((path) => ({
    kind: 'file',
    id: `file:${path}`,
    path,
    steps: steps.filter((step) => step.path === path),
    notices: notices.filter((notice) => notice.path === path).toSorted(bySeverity),
  }));
}

const severities: readonly Severity[] = ['blocking', 'warning', 'info'];

function bySeverity(a: Notice, b: Notice): number {
  const rank = severities.indexOf(a.severity) - severities.indexOf(b.severity);
  return rank || (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0);
}

/** Ids stay the same as long as the notices do, so that a refresh keeps what is open. */
function noticeNodes(
  notices: readonly Notice[],
): readonly Extract<PlanNode, { readonly kind: 'notice' }>[] {
  const counts = new Map<string, number>();
  return notices.map((notice) => {
    const name = `notice:${notice.path}:${notice.code}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { kind: 'notice', id: `${name}:${count}`, notice };
  });
}

/** Whether what a menu or a row gave to a command is a row of the plan. */
export function isPlanNode(value: unknown): value is PlanNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
