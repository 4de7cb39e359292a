import * as vscode from 'vscode';
import type { Command } from '../../commands/command.ts';
import { localFolders } from '../../engine-monitor.ts';
import { type MigrationsUi, runAndLook } from '../migrations-ui.ts';

/** Gives a SQLAlchemy project the Alembic that it has not: set up, first revision, applied. */
export const setUpAlembicCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.setUpAlembic',
  needsTrust: true,
  async run(ui) {
    const [only, second] = localFolders();
    const folder = second ? await vscode.window.showWorkspaceFolderPick() : only;
    if (!folder) return;
    const project = { tool: 'alembic', config: 'alembic.ini', folder: '' } as const;
    const title = vscode.l10n.t('Setting up Alembic');
    const run = {
      placed: { folder, project, history: [] },
      action: { kind: 'set-up' },
      title,
    } as const;
    const { created } = await runAndLook(ui, run);
    await ui.session.look();
    for (const path of created.slice(1)) {
      await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, path), {
        preview: false,
      });
    }
  },
};
