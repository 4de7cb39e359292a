import * as vscode from 'vscode';
import {
  type SqliteStatement,
  splitSqliteStatements,
  statementAt,
} from '../../../sql/sqlite-statements.ts';
import { chooseDatabase } from '../../explorer/commands/target.ts';
import type { DatabaseEntry } from '../../explorer/database-entry.ts';
import type { QueryUi } from '../query-ui.ts';

/** What a lens hands to its command. */
interface LensArgument {
  readonly uri: vscode.Uri;
  readonly offset: number;
}

/** Statements to run, and where. */
export interface QueryTarget {
  readonly entry: DatabaseEntry;
  readonly statements: readonly SqliteStatement[];
}

/**
 * The statement of a lens, else those of the selection, else the one at the cursor; and the database
 * that the document is tied to, which is asked for the first time.
 */
export async function queryTarget(
  ui: QueryUi,
  argument: unknown,
): Promise<QueryTarget | undefined> {
  const editor = vscode.window.activeTextEditor;
  const lens = isLensArgument(argument) ? argument : undefined;
  const document = lens ? await vscode.workspace.openTextDocument(lens.uri) : editor?.document;
  if (!document) return undefined;
  const entry = await tiedDatabase(ui, document);
  if (!entry) return undefined;
  const text = document.getText();
  const selected =
    lens || !editor || editor.selection.isEmpty ? '' : document.getText(editor.selection);
  if (selected) return { entry, statements: splitSqliteStatements(selected) };
  const cursor = editor ? document.offsetAt(editor.selection.active) : 0;
  const statement = statementAt(text, lens?.offset ?? cursor);
  return statement && { entry, statements: [statement] };
}

/** The database of a document; asks for it where there is none yet. */
export async function tiedDatabase(
  ui: QueryUi,
  document: vscode.TextDocument,
): Promise<DatabaseEntry | undefined> {
  const known = await ui.ties.databaseOf(document);
  if (known) return known;
  const chosen = await chooseDatabase(ui, vscode.l10n.t('Run on which database?'));
  if (chosen) await ui.ties.tie(document, chosen);
  return chosen;
}

function isLensArgument(argument: unknown): argument is LensArgument {
  return (
    typeof argument === 'object' && argument !== null && 'offset' in argument && 'uri' in argument
  );
}
