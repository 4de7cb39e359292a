import * as vscode from 'vscode';
import { displayText } from '../../../data/display.ts';
import { runOne } from '../../../data/run-one.ts';
import { isCut } from '../../../data/value.ts';
import { signalOf } from '../../progress.ts';
import type { ExplorerCommand } from '../explorer-ui.ts';
import { targetDatabase } from './target.ts';

/** Runs SQLite's own check of a file. */
export const checkDatabaseCommand: ExplorerCommand = {
  id: 'engineSwitch.checkDatabase',
  async run(ui, argument) {
    const entry = await targetDatabase(ui, argument);
    if (!entry) return;
    const title = vscode.l10n.t('Checking {0}', entry.label);
    const location = vscode.ProgressLocation.Notification;
    const found = await vscode.window.withProgress(
      { location, title, cancellable: true },
      async (_progress, token) => {
        const database = await entry.database();
        const statement = { sql: 'PRAGMA quick_check(20)', parameters: [] };
        const options = { maxRows: 20, cells: 'whole' } as const;
        const { rows } = await runOne(database, statement, options, signalOf(token));
        return rows.flatMap(([cell]) =>
          cell === undefined || isCut(cell) ? [] : displayText(cell),
        );
      },
    );
    await tell(entry.label, found);
  },
};

async function tell(label: string, found: readonly string[]): Promise<void> {
  if (found.length === 1 && found[0] === 'ok') {
    await vscode.window.showInformationMessage(vscode.l10n.t('{0} is sound.', label));
    return;
  }
  await vscode.window.showErrorMessage(vscode.l10n.t('{0} is damaged.', label), {
    modal: true,
    detail: found.join('\n'),
  });
}
