import * as vscode from 'vscode';
import { describeLoss } from '../../migrations/guard/report.ts';
import type { MigrationReport } from '../../migrations/report.ts';

/** Tells what a run did; more than a line only where the user has to know more. */
export function showRun({ ran, guard }: MigrationReport): void {
  const count = ranText(ran.length);
  const restored = guard?.restored.map(describeLoss) ?? [];
  const problems = guard?.insertProblems ?? [];
  if (problems.length > 0) {
    const tables = problems.map(({ table, message }) => `${table} (${message})`).join(', ');
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} New rows cannot be inserted into: {1}.', count, tables),
    );
    return;
  }
  const rest =
    restored.length === 0
      ? ''
      : vscode.l10n.t('Put back after a table was rebuilt: {0}.', restored.join(', '));
  void vscode.window.showInformationMessage(`${count} ${rest}`.trim());
}

function ranText(count: number): string {
  if (count === 0) return vscode.l10n.t('There was nothing to run.');
  return count === 1
    ? vscode.l10n.t('One migration ran.')
    : vscode.l10n.t('{0} migrations ran.', count);
}

/** What dry runs found, as documents that cannot be edited and need not be saved. */
export class MigrationPreviews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly texts = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(
    'engine-switch-migrations',
    this,
  );
  readonly onDidChange = this.changed.event;

  /** Opens the statements of a dry run, and both schemas. */
  async open(report: MigrationReport): Promise<void> {
    const name = report.target.label.replaceAll('/', ' ');
    const path = `/${vscode.l10n.t('Migrations of {0}', name)}.sql`;
    const uri = vscode.Uri.from({ scheme: 'engine-switch-migrations', path });
    this.texts.set(uri.path, previewText(report));
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? '';
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

function previewText({ ran, schema, notes = [], target, toolLabel }: MigrationReport): string {
  const head = [
    vscode.l10n.t('-- What {0} would run on {1}. Nothing was changed.', toolLabel, target.label),
    ...notes.map(comment),
  ];
  const none = vscode.l10n.t('-- There is nothing to run.');
  const parts = ran.map(({ name, direction, sql }) => {
    return [`\n-- ${direction}: ${name}`, ...sql.map((statement) => `${statement};`)].join('\n');
  });
  const schemaText = (title: string, text: string) =>
    `-- ${title}\n${comment(text || vscode.l10n.t('No tables.'))}`;
  const schemas = schema
    ? [
        '',
        schemaText(vscode.l10n.t('Schema before'), schema.before),
        schemaText(vscode.l10n.t('Schema after'), schema.after),
      ]
    : [];
  return [...head, ...(ran.length === 0 ? [none] : parts), ...schemas].join('\n');
}

function comment(text: string): string {
  return text.replace(/^(?=.)/gm, '--   ');
}
