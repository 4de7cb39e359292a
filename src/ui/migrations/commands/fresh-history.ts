import * as vscode from 'vscode';
import type { Command } from '../../commands/command.ts';
import { type MigrationsUi, openCreated, projectFor, runAndLook } from '../migrations-ui.ts';

/** Puts one new migration in the place of all old ones, which are kept. */
export const freshHistoryCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.beginHistoryAnew',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const begin = vscode.l10n.t('Begin Anew');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Begin the migrations of {0} anew?', placed.project.config),
      {
        modal: true,
        detail: vscode.l10n.t(
          'One new migration makes the whole schema, on PostgreSQL and on SQLite. The old ones move to .engine-switch/history, and the database is told that it has the new one.',
        ),
      },
      begin,
    );
    if (answer !== begin) return;
    const title = vscode.l10n.t('Beginning the migrations anew');
    const run = { placed, action: { kind: 'fresh' }, title } as const;
    const { created, notes = [] } = await runAndLook(ui, run);
    await ui.session.look();
    await openCreated(placed, created);
    if (notes.length > 0) void vscode.window.showWarningMessage(notes.join(' '));
  },
};
