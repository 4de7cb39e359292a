import * as vscode from 'vscode';
import type { FileStep } from '../../core/plan.ts';
import { positionFinder } from '../../core/span.ts';
import { goalLabel } from '../goal-texts.ts';
import {
  chosenPaths,
  fileSteps,
  isTicked,
  type PlannedSwitch,
  previewOffset,
  previewText,
} from '../planned-switch.ts';
import { isPreview, previewUri } from './preview-documents.ts';

/** Opens the diff of one step's file, at the step's first line. */
export async function openStepDiff(planned: PlannedSwitch, step: FileStep): Promise<void> {
  const { path } = step;
  const title = `${path.slice(path.lastIndexOf('/') + 1)} (${goalLabel(planned.plan.goal)})`;
  const selection = firstChange(planned, step);
  const options = { preview: true, preserveFocus: true, ...(selection && { selection }) };
  const sides = [previewUri(path, 'before'), previewUri(path, 'after')];
  await vscode.commands.executeCommand('vscode.diff', ...sides, title, options);
}

/** Opens all files that the ticked steps change, as one diff where the editor can do that. */
export async function openAllChanges(planned: PlannedSwitch): Promise<void> {
  const known = await vscode.commands.getCommands();
  if (!known.includes('vscode.changes')) {
    const ticked = fileSteps(planned).filter(({ id }) => isTicked(planned, id));
    for (const step of ticked) await openStepDiff(planned, step);
    return;
  }
  const resources = [...chosenPaths(planned)].map((path) => [
    vscode.Uri.joinPath(planned.folder.uri, path),
    previewUri(path, 'before'),
    previewUri(path, 'after'),
  ]);
  await vscode.commands.executeCommand('vscode.changes', goalLabel(planned.plan.goal), resources);
}

/** Closes the diffs of a plan that is no longer there. */
export async function closePreviews(planned: PlannedSwitch): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const ours = tabs.filter(({ input, label }) => {
    if (input instanceof vscode.TabInputTextDiff) return isPreview(input.modified);
    // What a multi-file diff shows is not to be asked: it is known by the title it was given.
    return label.startsWith(`${goalLabel(planned.plan.goal)} (`);
  });
  await vscode.window.tabGroups.close(ours);
}

function firstChange(planned: PlannedSwitch, step: FileStep): vscode.Range | undefined {
  const offset = previewOffset(planned, step);
  if (offset === undefined) return undefined;
  const { line } = positionFinder(previewText(planned, step.path))(offset);
  return new vscode.Range(line, 0, line, 0);
}
