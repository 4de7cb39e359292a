import * as vscode from 'vscode';
import { type Command, registerCommands } from '../commands/command.ts';
import { showError } from '../show-error.ts';
import { addColumnCommand } from './commands/add-column.ts';
import { freshHistoryCommand } from './commands/fresh-history.ts';
import {
  migrationStatusCommand,
  releaseLockCommand,
  runSeedsCommand,
  showMigrationOutputCommand,
} from './commands/migration-status.ts';
import { mergeHeadsCommand, newMigrationCommand } from './commands/new-migration.ts';
import { restoreBackupCommand } from './commands/restore-backup.ts';
import { rollBackCommand } from './commands/roll-back.ts';
import { previewMigrationsCommand, runMigrationsCommand } from './commands/run-migrations.ts';
import { setUpAlembicCommand } from './commands/set-up-alembic.ts';
import { stampCommand } from './commands/stamp.ts';
import type { MigrationServices } from './migration-services.ts';
import { MigrationsSession } from './migrations-session.ts';
import type { MigrationsUi } from './migrations-ui.ts';
import { MigrationsView } from './migrations-view.ts';
import { MigrationPreviews } from './show-report.ts';

/** Every command of the migrations view. */
export const migrationCommands: readonly Command<MigrationsUi>[] = [
  migrationStatusCommand,
  runMigrationsCommand,
  previewMigrationsCommand,
  rollBackCommand,
  newMigrationCommand,
  addColumnCommand,
  mergeHeadsCommand,
  stampCommand,
  freshHistoryCommand,
  setUpAlembicCommand,
  runSeedsCommand,
  releaseLockCommand,
  restoreBackupCommand,
  showMigrationOutputCommand,
];

/** Puts migrations into the editor: their view and commands. */
export function registerMigrations(
  services: () => Promise<MigrationServices>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const output = vscode.window.createOutputChannel(vscode.l10n.t('Engine Switch Migrations'));
  const session = new MigrationsSession(services);
  const view = new MigrationsView(session, (error) => void showError(error, log));
  const previews = new MigrationPreviews();
  const ui: MigrationsUi = { session, view, previews, log, output };
  return vscode.Disposable.from(
    output,
    session,
    view,
    previews,
    registerCommands(ui, migrationCommands),
  );
}
