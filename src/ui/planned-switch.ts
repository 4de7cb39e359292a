import type { WorkspaceFolder } from 'vscode';
import type { TextEdit } from '../core/edit.ts';
import { type FileChange, textAfter } from '../core/file-change.ts';
import type { Journal } from '../core/journal.ts';
import type { FileStep, TaskStep } from '../core/plan.ts';

import type { PlanRequest } from '../workflow/plan-request.ts';
import { combine } from '../workflow/resolve-change.ts';

import type { PlannedWorkspace } from './switch-services.ts';

/** How far a task has come. */
export type TaskState = 'open' | 'running' | 'done' | 'failed';

/** A plan as the user has it before them; a new value with every change. */
export interface PlannedSwitch extends PlannedWorkspace {
  readonly folder: WorkspaceFolder;
  readonly request: PlanRequest;
  /** Ids of the steps that the user has unticked. */
  readonly left: ReadonlySet<string>;
  /** The record of the switch, once the files are written. */
  readonly applied?: Journal;
  readonly tasks: ReadonlyMap<string, TaskState>;
}

/** Whether the plan is refused, and the configuration alone could be switched. */
export function offersConfiguration({ plan }: PlannedSwitch): boolean {
  return plan.notices.some(({ code }) => code === 'configuration-alone');
}

/** A file's text before the switch; nothing for a file that is not there. */
export function textBefore({ before }: PlannedSwitch, path: string): string | undefined {
  return before.files.get(path)?.text;
}

export function fileSteps({ plan }: PlannedSwitch): readonly FileStep[] {
  return plan.steps.filter((step) => step.kind === 'file');
}

export function taskSteps({ plan }: PlannedSwitch): readonly TaskStep[] {
  return plan.steps.filter((step) => step.kind === 'task');
}

export function taskState({ tasks }: PlannedSwitch, id: string): TaskState {
  return tasks.get(id) ?? 'open';
}

export function isTicked({ left }: PlannedSwitch, id: string): boolean {
  return !left.has(id);
}

/** Ids of the ticked steps. */
export function chosenIds(planned: PlannedSwitch): ReadonlySet<string> {
  const ids = planned.plan.steps.map(({ id }) => id);
  return new Set(ids.filter((id) => isTicked(planned, id)));
}

/** Files that the ticked steps change, in plan order. */
export function chosenPaths(planned: PlannedSwitch): ReadonlySet<string> {
  const steps = fileSteps(planned).filter(({ id }) => isTicked(planned, id));
  return new Set(steps.map(({ path }) => path));
}

/** Ticked tasks that have not been done. */
export function openTasks(planned: PlannedSwitch): readonly TaskStep[] {
  return taskSteps(planned).filter(
    ({ id }) => isTicked(planned, id) && taskState(planned, id) !== 'done',
  );
}

/** A file's text with the ticked steps applied; empty where the file will be gone. */
export function previewText(planned: PlannedSwitch, path: string): string {
  const before = textBefore(planned, path) ?? '';
  const changes = chosenChanges(planned, path);
  if (changes.length === 0) return before;
  const change = combine(changes);
  const after = change.kind === 'restore' ? planned.restored.get(path) : textAfter(change, before);
  return after ?? '';
}

/** Where a step's first edit stands in the preview of its file. */
export function previewOffset(planned: PlannedSwitch, step: FileStep): number | undefined {
  const [first] = editsOf(step.change);
  if (!first) return undefined;
  const earlier = chosenChanges(planned, step.path)
    .flatMap(editsOf)
    .filter(({ start }) => start < first.start);
  const growth = earlier.map(({ start, end, newText }) => newText.length - (end - start));
  return growth.reduce((sum, one) => sum + one, first.start);
}

function chosenChanges(planned: PlannedSwitch, path: string): readonly FileChange[] {
  return fileSteps(planned)
    .filter((step) => step.path === path && isTicked(planned, step.id))
    .map(({ change }) => change);
}

function editsOf(change: FileChange): readonly TextEdit[] {
  return change.kind === 'modify' ? change.edits : [];
}
