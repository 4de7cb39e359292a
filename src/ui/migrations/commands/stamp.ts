import * as vscode from 'vscode';
import type { MigrationStatus } from '../../../migrations/report.ts';
import type { Command } from '../../commands/command.ts';
import { ask, wentBack } from '../../questions/ask.ts';
import { isMigrationNode } from '../migration-nodes.ts';
import { type MigrationsUi, projectFor, runAndLook, statusOf } from '../migrations-ui.ts';

/** Says that an Alembic database is at a revision, and runs nothing. */
export const stampCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.stampMigration',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    if (placed.project.tool !== 'alembic') {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Only Alembic can be told at which revision a database is.'),
      );
      return;
    }
    const status = await statusOf(ui, placed);
    const named = isMigrationNode(node) && node.kind === 'entry' ? node.entry.name : undefined;
    const name = named ?? (await chosenRevision(status));
    if (!(await confirmed(status, name))) return;
    const title = vscode.l10n.t('Stamping the database');
    await runAndLook(ui, { placed, action: { kind: 'stamp', name }, title });
  },
};

async function chosenRevision({ entries, target }: MigrationStatus): Promise<string> {
  const answer = await ask({
    title: vscode.l10n.t('Stamp'),
    placeholder: vscode.l10n.t('At which revision is {0}?', target.label),
    answers: entries.toReversed().map(({ name, title }) => ({
      label: title || name,
      description: name,
      value: name,
    })),
  });
  if (answer === wentBack) throw new vscode.CancellationError();
  return answer;
}

async function confirmed({ target }: MigrationStatus, name: string): Promise<boolean> {
  const stamp = vscode.l10n.t('Stamp');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Say that {0} is at the revision {1}?', target.label, name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'No migration runs. Its tables have to be those of the revision already, or later migrations fail.',
      ),
    },
    stamp,
  );
  return answer === stamp;
}
