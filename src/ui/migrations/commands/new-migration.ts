import * as vscode from 'vscode';
import type { Command } from '../../commands/command.ts';
import { type MigrationsUi, openCreated, projectFor, runAndLook } from '../migrations-ui.ts';

/** Makes a migration by the tool's own template, and opens it. */
export const newMigrationCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.newMigration',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('New Migration'),
      prompt: vscode.l10n.t('What it does, in a few words'),
      placeHolder: placed.project.tool === 'knex' ? 'add_is_active' : 'add is_active to person',
      validateInput: (value) =>
        value.trim() === '' ? vscode.l10n.t('A migration needs a name.') : undefined,
    });
    if (name === undefined) return;
    const written = placed.project.tool === 'knex' ? name.trim().replace(/\W+/g, '_') : name.trim();
    const title = vscode.l10n.t('Making a migration');
    const run = { placed, action: { kind: 'make', name: written }, title } as const;
    const { created } = await runAndLook(ui, run);
    if (created.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The models and the database agree: there is nothing to migrate.'),
      );
    }
    await openCreated(placed, created);
  },
};

/** Joins several heads of an Alembic history in one revision. */
export const mergeHeadsCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.mergeMigrationHeads',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const title = vscode.l10n.t('Merging heads');
    const run = { placed, action: { kind: 'merge', name: 'merge heads' }, title } as const;
    const { created } = await runAndLook(ui, run);
    await openCreated(placed, created);
  },
};
