import * as vscode from 'vscode';
import type { Command } from '../../commands/command.ts';
import { isMigrationNode } from '../migration-nodes.ts';
import { type MigrationsUi, projectFor, runAndLook, statusOf } from '../migrations-ui.ts';
import { showRun } from '../show-report.ts';

/** Asks the database which migrations it has, and shows them. */
export const migrationStatusCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.migrationStatus',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    await statusOf(ui, placed);
    if (!isMigrationNode(node)) await ui.view.reveal(placed);
  },
};

/** Releases the lock that a crashed run of Knex has left. */
export const releaseLockCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.releaseMigrationLock',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const release = vscode.l10n.t('Release Lock');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Release the lock of {0}?', placed.project.config),
      {
        modal: true,
        detail: vscode.l10n.t(
          'Two runs at once would do each other harm: make sure that none is under way.',
        ),
      },
      release,
    );
    if (answer !== release) return;
    await runAndLook(ui, { placed, action: { kind: 'unlock' }, title: release });
  },
};

/** Runs the seeds of a Knex project. */
export const runSeedsCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.runSeeds',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const title = vscode.l10n.t('Running seeds');
    showRun(await runAndLook(ui, { placed, action: { kind: 'seed' }, title }));
  },
};

export const showMigrationOutputCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.showMigrationOutput',
  async run({ output }) {
    output.show(true);
  },
};
