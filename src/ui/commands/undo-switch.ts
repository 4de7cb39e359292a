import * as vscode from 'vscode';
import type { Journal } from '../../core/journal.ts';
import type { Reverted } from '../../workflow/revert.ts';
import { localFolders } from '../engine-monitor.ts';
import { undoingText, undoQuestion } from '../goal-texts.ts';
import { saveEditors } from '../open-editors.ts';
import { closePreviews } from '../preview/open-changes.ts';
import { progressIn } from '../progress.ts';
import type { Command, SwitchUi } from './command.ts';

/** Takes the newest switch back, byte for byte. */
export const undoSwitchCommand: Command = {
  id: 'engineSwitch.undoSwitch',
  needsTrust: true,
  async run(ui) {
    await ui.monitor.look();
    const found = await switchToUndo(ui);
    if (!found) {
      void tellNothing();
      return;
    }
    if (!(await confirmed(found.journal))) return;
    const reverted = await ui.session.hold(() => undo(ui, found));
    const planned = ui.session.current;
    ui.session.discard();
    if (planned) await closePreviews(planned);
    await ui.monitor.look();
    void vscode.window.showInformationMessage(resultOf(reverted));
  },
};

interface Undoable {
  readonly folder: vscode.WorkspaceFolder;
  readonly journal: Journal;
}

async function switchToUndo({ monitor }: SwitchUi): Promise<Undoable | undefined> {
  const all = localFolders().flatMap((folder): readonly Undoable[] => {
    const journal = monitor.detected(folder)?.newest;
    return journal ? [{ folder, journal }] : [];
  });
  if (all.length <= 1) return all[0];
  const items = all.map((undoable) => ({ label: undoable.folder.name, undoable }));
  const placeHolder = vscode.l10n.t('The folder whose switch is undone');
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (!chosen) throw new vscode.CancellationError();
  return chosen.undoable;
}

/** Only an undo that moves a database away is asked for first: the files alone come back as well. */
async function confirmed({ goal, entries }: Journal): Promise<boolean> {
  const made = entries.flatMap((entry) => (entry.kind === 'task' ? entry.task.writes : []));
  if (made.length === 0) return true;
  const undo = vscode.l10n.t('Undo Switch');
  const answer = await vscode.window.showWarningMessage(
    undoQuestion(goal),
    {
      modal: true,
      detail: vscode.l10n.t(
        'What its tasks made is moved into .engine-switch, not deleted: {0}',
        [...new Set(made)].join(', '),
      ),
    },
    undo,
  );
  return answer === undo;
}

async function undo(ui: SwitchUi, { folder, journal }: Undoable): Promise<Reverted> {
  const services = await ui.services();
  const paths = journal.entries.flatMap((entry) => (entry.kind === 'file' ? entry.path : []));
  await saveEditors(folder, new Set(paths));
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: undoingText(journal.goal),
    },
    (progress) => services.revert(folder.uri.fsPath, progressIn(progress)),
  );
}

function resultOf({ restored, merged }: Reverted): string {
  const text =
    restored.length === 1
      ? vscode.l10n.t('The switch was undone: 1 file is as it was.')
      : vscode.l10n.t('The switch was undone: {0} files are as they were.', restored.length);
  if (merged.length === 0) return text;
  return `${text} ${vscode.l10n.t('Your later changes stay in: {0}.', merged.join(', '))}`;
}

function tellNothing(): Thenable<unknown> {
  return vscode.window.showInformationMessage(
    vscode.l10n.t('There is no switch to undo in this workspace.'),
  );
}
