import * as vscode from 'vscode';
import type { MigrationReport, MigrationStatus } from '../../migrations/report.ts';
import type { MigrationAction, MigrationRequest } from '../../migrations/request.ts';
import { signalOf } from '../progress.ts';
import { ask, wentBack } from '../questions/ask.ts';
import { isMigrationNode, toolName } from './migration-nodes.ts';
import type { MigrationWatch } from './migration-services.ts';
import { type MigrationsSession, type PlacedProject, requestFor } from './migrations-session.ts';
import type { MigrationsView } from './migrations-view.ts';
import type { MigrationPreviews } from './show-report.ts';

/** What every command of the migrations view works with. */
export interface MigrationsUi {
  readonly session: MigrationsSession;
  readonly view: MigrationsView;
  readonly previews: MigrationPreviews;
  readonly log: vscode.LogOutputChannel;
  /** What tools and migrations print. */
  readonly output: vscode.OutputChannel;
}

/** The set-up of the row that a command was called on, else the only one, else the chosen one. */
export async function projectFor(ui: MigrationsUi, argument: unknown): Promise<PlacedProject> {
  if (isMigrationNode(argument)) return argument.placed;
  const projects = await ui.session.look();
  const [only, second] = projects;
  if (only && !second) return only;
  if (!only) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'This workspace has no migrations: no knexfile, no alembic.ini and no scripts of SQL.',
      ),
    );
    throw new vscode.CancellationError();
  }
  const answer = await ask({
    title: vscode.l10n.t('Migrations of one project'),
    placeholder: vscode.l10n.t('This workspace has migrations in several places'),
    answers: projects.map((placed) => ({
      label: toolName(placed),
      description: placed.project.config,
      value: placed,
    })),
  });
  if (answer === wentBack) throw new vscode.CancellationError();
  return answer;
}

/** Asks a project's database, with progress that can be cancelled. */
export function statusOf(ui: MigrationsUi, placed: PlacedProject): Promise<MigrationStatus> {
  const title = vscode.l10n.t('Asking the database of {0}', placed.project.config);
  return watched(ui, title, (watch) => ui.session.askStatus(placed, watch));
}

/** A run and how it is to be done. */
export interface Run {
  readonly placed: PlacedProject;
  readonly action: MigrationAction;
  readonly title: string;
  readonly more?: Partial<MigrationRequest>;
}

/** Runs what changes something, shows what happened, and asks the database again. */
export async function runAndLook(ui: MigrationsUi, run: Run): Promise<MigrationReport> {
  const request = { ...(await requestFor(run.placed, run.action)), ...run.more };
  const report = await watched(ui, run.title, async (watch) =>
    (await ui.session.services()).run(request, watch),
  );
  if (!request.dryRun) await statusOf(ui, run.placed);
  return report;
}

/** Shows the files that a run has made, by their paths in the workspace. */
export async function openCreated(
  { folder }: PlacedProject,
  created: readonly string[],
): Promise<void> {
  for (const path of created) {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, path), { preview: false });
  }
}

function watched<T>(
  ui: MigrationsUi,
  title: string,
  work: (watch: MigrationWatch) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const running = vscode.window.withProgress(options, (_, token) =>
    work({
      output: (text) => ui.output.append(text),
      signal: signalOf(token),
    }),
  );
  return Promise.resolve(running);
}
