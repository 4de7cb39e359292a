import * as vscode from 'vscode';
import type { Command } from '../../commands/command.ts';
import { ask, wentBack } from '../../questions/ask.ts';
import { type MigrationsUi, projectFor, statusOf } from '../migrations-ui.ts';

/** Gives a SQLite database back what it held before a run. */
export const restoreBackupCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.restoreBackup',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const folder = placed.folder.uri.fsPath;
    const services = await ui.session.services();
    const { target } = await statusOf(ui, placed);
    const name = target.label.slice(target.label.lastIndexOf('/') + 1);
    const backups = (await services.backups(folder)).filter(({ database }) => database === name);
    if (target.engine !== 'sqlite' || backups.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'There is no backup of {0}. One is made before each run on SQLite.',
          target.label,
        ),
      );
      return;
    }
    const chosen = await ask({
      title: vscode.l10n.t('Restore a backup of {0}', target.label),
      placeholder: vscode.l10n.t('As it was before the run of'),
      answers: backups.map(({ name, time }) => ({
        label: new Date(time).toLocaleString(),
        description: name,
        value: name,
      })),
    });
    if (chosen === wentBack || !(await confirmed(target.label))) return;
    await services.restore(folder, chosen, target.label);
    await statusOf(ui, placed);
  },
};

async function confirmed(database: string): Promise<boolean> {
  const restore = vscode.l10n.t('Restore');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Replace the content of {0} by the backup?', database),
    {
      modal: true,
      detail: vscode.l10n.t('What it holds now is backed up before, so that this can be undone.'),
    },
    restore,
  );
  return answer === restore;
}
