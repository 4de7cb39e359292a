import * as vscode from 'vscode';
import type { Database, ExportFormat, Statement } from '../../../data/database.ts';
import { fromName } from '../../../data/source.ts';
import { rowsText } from '../../grid/rows-text.ts';
import { signalOf } from '../../progress.ts';
import type { ExplorerCommand } from '../explorer-ui.ts';
import { isExplorerNode } from '../nodes.ts';
import { targetTable } from './target.ts';

/** Writes all rows of a table or view to a file. */
export const exportTableCommand: ExplorerCommand = {
  id: 'engineSwitch.exportTable',
  async run(ui, argument) {
    const open = isExplorerNode(argument) ? undefined : ui.editors.active?.place;
    const place = open ?? (await targetTable(ui, argument));
    const entry = place && (await ui.databases.byId(place.database));
    if (!place || !entry) return;
    const sql = `SELECT * FROM ${fromName(place)}`;
    await exportStatement(await entry.database(), { sql, parameters: [] }, place.name);
  },
};

const formats: readonly { label: string; format: ExportFormat; extension: string }[] = [
  { label: 'CSV', format: 'csv', extension: 'csv' },
  { label: 'JSON', format: 'json', extension: 'json' },
  { label: 'JSON Lines', format: 'jsonl', extension: 'jsonl' },
  { label: 'SQL', format: 'sql', extension: 'sql' },
  { label: 'Markdown', format: 'markdown', extension: 'md' },
];

/** Asks for format and file, writes with progress, and says how it ended. */
export async function exportStatement(
  database: Database,
  statement: Statement,
  table: string,
): Promise<void> {
  const title = vscode.l10n.t('Export {0}', table);
  const chosen = await vscode.window.showQuickPick(formats, { title });
  if (!chosen) return;
  const target = await vscode.window.showSaveDialog({
    title,
    defaultUri: defaultFile(`${table}.${chosen.extension}`),
    filters: { [chosen.label]: [chosen.extension] },
  });
  if (!target) return;
  const request = { ...statement, format: chosen.format, file: target.fsPath, table };
  const location = vscode.ProgressLocation.Notification;
  const rows = await vscode.window.withProgress(
    { location, title, cancellable: true },
    (progress, token) =>
      database.export(
        request,
        (count) => progress.report({ message: rowsText({ count, exact: true }) }),
        signalOf(token),
      ),
  );
  await offerToOpen(target, rows);
}

function defaultFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder ? vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.file(name);
}

async function offerToOpen(target: vscode.Uri, rows: number): Promise<void> {
  const open = vscode.l10n.t('Open');
  const text = vscode.l10n.t(
    '{0} written to {1}.',
    rowsText({ count: rows, exact: true }),
    vscode.workspace.asRelativePath(target),
  );
  const answer = await vscode.window.showInformationMessage(text, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
}
