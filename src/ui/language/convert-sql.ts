import * as vscode from 'vscode';
import { SwitchError } from '../../core/errors.ts';
import type { Command } from '../commands/command.ts';
import type { SqlDiagnostics } from './sql-diagnostics.ts';

/** Where a converted file goes: into `NAME_sqlite.sql` beside it, or into its own place. */
export type ConvertPlace = 'beside' | 'in-place';

interface Choice {
  readonly uri: vscode.Uri;
  readonly place: ConvertPlace;
}

const commandId = 'engineSwitch.convertSql';

/** The command that converts a file, with what it would ask for answered. */
export function convertAction(uri: vscode.Uri, place: ConvertPlace): vscode.Command {
  const title =
    place === 'beside'
      ? vscode.l10n.t('Convert the file into {0}', nameOf(besideOf(uri)))
      : vscode.l10n.t('Convert the file in place');
  return { title, command: commandId, arguments: [{ uri, place } satisfies Choice] };
}

/** Converts a whole file of SQL to SQLite. */
export function convertSqlCommand(diagnostics: SqlDiagnostics): Command {
  return {
    id: commandId,
    async run(_ui, argument) {
      const choice = isChoice(argument) ? argument : await ask(argument);
      if (choice) await convert(diagnostics, choice);
    },
  };
}

function isChoice(value: unknown): value is Choice {
  return typeof value === 'object' && value !== null && 'place' in value;
}

async function ask(argument: unknown): Promise<Choice | undefined> {
  const uri =
    argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (!uri || !/\.sql$/i.test(uri.path))
    throw new SwitchError(
      'wrong-usage',
      vscode.l10n.t('There is no SQL file to convert.'),
      vscode.l10n.t('Open one, then try again.'),
    );
  const items = (['beside', 'in-place'] as const).map((place) => ({
    label: convertAction(uri, place).title,
    place,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Convert {0} to SQLite', nameOf(uri)),
  });
  return picked && { uri, place: picked.place };
}

async function convert(diagnostics: SqlDiagnostics, { uri, place }: Choice): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const services = await diagnostics.services();
  const request = await diagnostics.requestOf(document, 'sqlite');
  const { text, remaining } = await services.convert(request);
  const written = place === 'beside' ? besideOf(uri) : uri;
  if (place === 'beside' && !(await mayWrite(written))) return;
  const edit = new vscode.WorkspaceEdit();
  if (place === 'beside')
    edit.createFile(written, { overwrite: true, contents: new TextEncoder().encode(text) });
  else edit.replace(uri, wholeOf(document), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(written));
  // Messages are not awaited: they stay until they are read, the command has ended.
  if (remaining > 0) void tellRemaining(nameOf(written), remaining);
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}

async function mayWrite(uri: vscode.Uri): Promise<boolean> {
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) return true;
  const overwrite = vscode.l10n.t('Overwrite');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} exists. Its content will be replaced.', nameOf(uri)),
    { modal: true },
    overwrite,
  );
  return answer === overwrite;
}

async function tellRemaining(name: string, remaining: number): Promise<void> {
  const check = vscode.l10n.t('Show Problems');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} has {1} places that SQLite does not take, or takes in another sense. Look at each of them.',
      name,
      remaining,
    ),
    check,
  );
  if (answer === check) await vscode.commands.executeCommand('engineSwitch.checkSql');
}

/** `NAME_sqlite.sql` in the same folder. */
function besideOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: uri.path.replace(/(\.[^./]*)?$/, '_sqlite.sql') });
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
