import * as vscode from 'vscode';
import { engines } from '../../../engines/index.ts';
import { ancestorsOf } from '../../../migrations/alembic/history.ts';
import type { MigrationEntry, MigrationStatus } from '../../../migrations/report.ts';
import type { MigrationAction } from '../../../migrations/request.ts';
import type { Command } from '../../commands/command.ts';
import { isMigrationNode } from '../migration-nodes.ts';
import { type MigrationsUi, projectFor, runAndLook, statusOf } from '../migrations-ui.ts';
import { showRun } from '../show-report.ts';

/** Runs everything that is pending, or up to the row that it was called on. */
export const runMigrationsCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.runMigrations',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const status = await statusOf(ui, placed);
    const action = upTo(node);
    const pending = pendingUpTo(status, action);
    if (pending.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} has all migrations already.', status.target.label),
      );
      return;
    }
    if (!(await confirmServer(status, pending))) return;
    const title = vscode.l10n.t('Running migrations');
    showRun(await runAndLook(ui, { placed, action, title }));
  },
};

/** Shows what would run, on a copy, and changes nothing. */
export const previewMigrationsCommand: Command<MigrationsUi> = {
  id: 'engineSwitch.previewMigrations',
  needsTrust: true,
  async run(ui, node) {
    const placed = await projectFor(ui, node);
    const title = vscode.l10n.t('Trying migrations on a copy');
    const more = { dryRun: true };
    await ui.previews.open(await runAndLook(ui, { placed, action: upTo(node), title, more }));
  },
};

type UpAction = Extract<MigrationAction, { readonly kind: 'up' }>;

function upTo(node: unknown): UpAction {
  const named = isMigrationNode(node) && node.kind === 'entry' ? node.entry.name : undefined;
  return { kind: 'up', ...(named !== undefined && { to: named }) };
}

/** Those that run; of a history that divides only those that the named one follows. */
function pendingUpTo({ entries }: MigrationStatus, { to }: UpAction): readonly MigrationEntry[] {
  const pending = entries.filter(({ state }) => state === 'pending');
  if (to === undefined) return pending;
  const needed = ancestorsOf(
    [to],
    entries.map(({ name, parents = [] }) => ({ id: name, down: parents })),
  );
  const isOrdered = entries.every(({ parents }) => parents === undefined);
  const last = pending.findIndex(({ name }) => name === to);
  return isOrdered ? pending.slice(0, last + 1) : pending.filter(({ name }) => needed.has(name));
}

/** A SQLite database has its backup; a server's is named before anything runs on it. */
async function confirmServer(
  { target }: MigrationStatus,
  pending: readonly MigrationEntry[],
): Promise<boolean> {
  if (target.engine === 'sqlite') return true;
  const { label } = engines[target.engine];
  const run = vscode.l10n.t('Run Migrations');
  const answer = await vscode.window.showWarningMessage(
    pending.length === 1
      ? vscode.l10n.t('Run one migration on {0} {1}?', label, target.label)
      : vscode.l10n.t('Run {0} migrations on {1} {2}?', pending.length, label, target.label),
    { modal: true, detail: pending.map(({ name, title }) => title || name).join('\n') },
    run,
  );
  return answer === run;
}
