import * as vscode from 'vscode';
import { engines } from '../../../engines/index.ts';
import type { MigrationStatus } from '../../../migrations/report.ts';
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
    if (!(await confirmServer(status))) return;
    const title = vscode.l10n.t('Running migrations');
    showRun(await runAndLook(ui, { placed, action: upTo(node), title }));
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

function upTo(node: unknown): MigrationAction {
  const named = isMigrationNode(node) && node.kind === 'entry' ? node.entry.name : undefined;
  return { kind: 'up', ...(named !== undefined && { to: named }) };
}

/** A SQLite database has its backup; a server's is named before anything runs on it. */
async function confirmServer({ target, entries }: MigrationStatus): Promise<boolean> {
  if (target.engine === 'sqlite') return true;
  const pending = entries.filter(({ state }) => state === 'pending');
  const run = vscode.l10n.t('Run Migrations');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Run {0} migrations on {1} {2}?',
      pending.length,
      engines[target.engine].label,
      target.label,
    ),
    { modal: true, detail: pending.map(({ name, title }) => title || name).join('\n') },
    run,
  );
  return answer === run;
}
