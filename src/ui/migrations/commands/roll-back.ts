import * as vscode from 'vscode';
import type { MigrationStatus } from '../../../migrations/report.ts';
import type { MigrationAction } from '../../../migrations/request.ts';
import type { Command } from '../../commands/command.ts';
import { ask, wentBack } from '../../questions/ask.ts';
import { isMigrationNode } from '../migration-nodes.ts';
import type { PlacedProject } from '../migrations-session.ts';
import { type MigrationsUi, projectFor, runAndLook, statusOf } from '../migrations-ui.ts';
import { showRun } from '../show-report.ts';

/** Undoes the last migration, the last batch or all of them, or the row that it was called on. */
export const rollBackCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.rollBackMigrations',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const status = await statusOf(ui, placed);
    const action = await chosenAction(placed, node);
    if (!(await confirmed(status, action))) return;
    const title = vscode.l10n.t('Rolling back migrations');
    showRun(await runAndLook(ui, { placed, action, title }));
  },
};

async function chosenAction({ project }: PlacedProject, node: unknown): Promise<MigrationAction> {
  if (isMigrationNode(node) && node.kind === 'entry') {
    return { kind: 'down', name: node.entry.name };
  }
  const batch = { kind: 'rollback', scope: 'batch' } as const;
  const answer = await ask<MigrationAction>({
    title: vscode.l10n.t('Roll Back'),
    placeholder: vscode.l10n.t('How far?'),
    answers: [
      { label: vscode.l10n.t('The last migration'), value: { kind: 'down' } },
      ...(project.tool === 'knex'
        ? [{ label: vscode.l10n.t('The last batch'), value: batch }]
        : []),
      { label: vscode.l10n.t('All migrations'), value: { kind: 'rollback', scope: 'all' } },
    ],
  });
  if (answer === wentBack) throw new vscode.CancellationError();
  return answer;
}

async function confirmed(
  { target, entries }: MigrationStatus,
  action: MigrationAction,
): Promise<boolean> {
  const undone = undoneBy(
    action,
    entries.filter(({ state }) => state === 'completed'),
  );
  if (undone.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to roll back.'));
    return false;
  }
  const rollBack = vscode.l10n.t('Roll Back');
  const answer = await vscode.window.showWarningMessage(
    undone.length === 1
      ? vscode.l10n.t(
          'Roll back one migration of {0}? Its tables and columns are removed with their data.',
          target.label,
        )
      : vscode.l10n.t(
          'Roll back {0} migrations of {1}? Their tables and columns are removed with their data.',
          undone.length,
          target.label,
        ),
    { modal: true, detail: undone.map(({ name, title }) => title || name).join('\n') },
    rollBack,
  );
  return answer === rollBack;
}

function undoneBy(
  action: MigrationAction,
  completed: MigrationStatus['entries'],
): MigrationStatus['entries'] {
  if (action.kind === 'down') {
    return action.name === undefined ? completed.slice(-1) : withFollowers(action.name, completed);
  }
  if (action.kind === 'rollback' && action.scope === 'all') return completed;
  const last = completed.at(-1)?.batch;
  return completed.filter(({ batch }) => batch === last);
}

/** Alembic undoes a revision with all that follow it; Knex undoes a migration by itself. */
function withFollowers(
  name: string,
  completed: MigrationStatus['entries'],
): MigrationStatus['entries'] {
  const undone = new Set([name]);
  for (const entry of completed) {
    if (entry.parents?.some((parent) => undone.has(parent))) undone.add(entry.name);
  }
  return completed.filter((entry) => undone.has(entry.name));
}
