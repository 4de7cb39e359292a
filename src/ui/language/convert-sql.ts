import * as vscode from 'vscode';
import { SwitchError } from '../../core/errors.ts';
import type { EngineId } from '../../core/goal.ts';
import type { Command } from '../commands/command.ts';
import { checkSqlIds } from './check-sql.ts';
import { databaseNames, type SqlDiagnostics } from './sql-diagnostics.ts';

/** What of a file becomes what: `beside` is `NAME_sqlite.sql` or `NAME_postgresql.sql`. */
export interface Conversion {
  readonly uri: vscode.Uri;
  readonly target: EngineId;
  readonly place: 'beside' | 'in-place';
}

const ids = {
  sqlite: 'engineSwitch.convertSql',
  postgresql: 'engineSwitch.convertSqlToPostgresql',
} as const;

/** The command that converts a file, with what it would ask for answered. */
export function convertAction(conversion: Conversion): vscode.Command {
  const title =
    conversion.place === 'beside'
      ? vscode.l10n.t('Convert the file into {0}', nameOf(besideOf(conversion)))
      : vscode.l10n.t('Convert the file in place');
  return { title, command: ids[conversion.target], arguments: [conversion] };
}

/** Converts a whole file of SQL to a database. */
export function convertSqlCommand(diagnostics: SqlDiagnostics, target: EngineId): Command {
  return {
    id: ids[target],
    async run(_ui, argument) {
      const choice = isConversion(argument) ? argument : await ask(argument, target);
      if (choice) await convert(diagnostics, choice);
    },
  };
}

function isConversion(value: unknown): value is Conversion {
  return typeof value === 'object' && value !== null && 'place' in value;
}

async function ask(argument: unknown, target: EngineId): Promise<Conversion | undefined> {
  const uri =
    argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (!uri || !/\.sql$/i.test(uri.path))
    throw new SwitchError(
      'wrong-usage',
      vscode.l10n.t('There is no SQL file to convert.'),
      vscode.l10n.t('Open one, then try again.'),
    );
  const items = (['beside', 'in-place'] as const).map((place) => ({
    label: convertAction({ uri, target, place }).title,
    place,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Convert {0} to {1}', nameOf(uri), databaseNames[target]),
  });
  return picked && { uri, target, place: picked.place };
}

async function convert(diagnostics: SqlDiagnostics, conversion: Conversion): Promise<void> {
  const { uri, target, place } = conversion;
  const document = await vscode.workspace.openTextDocument(uri);
  const services = await diagnostics.services();
  const request = diagnostics.requestOf(document, target);
  const { text, remaining } = await services.convert(request);
  const written = place === 'beside' ? besideOf(conversion) : uri;
  if (place === 'beside' && !(await mayWrite(written))) return;
  const edit = new vscode.WorkspaceEdit();
  if (place === 'beside')
    edit.createFile(written, { overwrite: true, contents: new TextEncoder().encode(text) });
  else edit.replace(uri, wholeOf(document), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(written));
  // Messages are not awaited: they stay until they are read, the command has ended.
  if (remaining > 0) void tellRemaining(nameOf(written), remaining, target);
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

async function tellRemaining(name: string, remaining: number, target: EngineId): Promise<void> {
  const check = vscode.l10n.t('Show Problems');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} has {1} places that {2} does not take, or takes in another sense. Look at each of them.',
      name,
      remaining,
      databaseNames[target],
    ),
    check,
  );
  if (answer === check) await vscode.commands.executeCommand(checkSqlIds[target]);
}

/** `NAME_sqlite.sql` or `NAME_postgresql.sql` in the same folder. */
function besideOf({ uri, target }: Conversion): vscode.Uri {
  return uri.with({ path: uri.path.replace(/(\.[^./]*)?$/, `_${target}.sql`) });
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
