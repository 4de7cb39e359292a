import * as vscode from 'vscode';
import { SwitchError } from '../../../core/errors.ts';
import { createStatement, insertStatements } from '../../../data/import/import-statements.ts';
import { type ImportedTable, readRows } from '../../../data/import/read-rows.ts';
import { targetDatabase, targetNode } from '../../explorer/commands/target.ts';
import type { DatabaseEntry } from '../../explorer/database-entry.ts';
import { rowsText } from '../../grid/rows-text.ts';
import type { QueryCommand, QueryUi } from '../query-ui.ts';

/** Rows that are shown before anything is written. */
const previewRows = 100;

/** Adds the rows of a CSV or JSON file to a table, or to a new one, in one transaction. */
export const importRowsCommand: QueryCommand = {
  id: 'engineSwitch.importRows',
  needsTrust: true,
  async run(ui, argument) {
    const entry = await targetDatabase(ui, argument);
    if (!entry) return;
    const node = targetNode(ui, argument);
    const [file] =
      (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Import Rows') })) ?? [];
    if (!file) return;
    const imported = await readFile(file);
    const into = node?.kind === 'table' ? node.table.name : await askTable(ui, entry, file);
    if (!into) return;
    preview(ui, imported, into);
    if (await confirmed(entry, imported, into)) await write(ui, entry, imported, into);
  },
};

async function readFile(file: vscode.Uri): Promise<ImportedTable> {
  const bytes = await vscode.workspace.fs.readFile(file);
  const imported = parsed(bytes);
  if (imported.columns.length > 0) return imported;
  throw new SwitchError('wrong-usage', vscode.l10n.t('The file has no rows.'), expectedFile());
}

/** JSON that is none, and bytes that are no UTF-8, are refused. */
function parsed(bytes: Uint8Array): ImportedTable {
  try {
    return readRows(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = vscode.l10n.t('The file cannot be read: {0}', reason);
    throw new SwitchError('wrong-usage', message, expectedFile(), error);
  }
}

function expectedFile(): string {
  return vscode.l10n.t('Choose CSV with a line of names, a JSON array of objects, or JSON Lines.');
}

/** An existing table, or the name of a new one. */
async function askTable(
  { databases }: QueryUi,
  entry: DatabaseEntry,
  file: vscode.Uri,
): Promise<string | undefined> {
  const { catalog } = await databases.load(entry);
  const fresh = { label: vscode.l10n.t('$(add) New table...'), name: '' };
  const known = (catalog?.tables ?? []).map(({ name }) => ({ label: name, name }));
  const title = vscode.l10n.t('Import into which table?');
  const chosen = await vscode.window.showQuickPick([fresh, ...known], { title });
  if (chosen?.name !== '') return chosen?.name;
  const stem = file.path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  return vscode.window.showInputBox({ title: vscode.l10n.t('Name of the new table'), value: stem });
}

function preview({ results }: QueryUi, { columns, rows }: ImportedTable, into: string): void {
  results.show([
    {
      label: into,
      note: vscode.l10n.t(
        '{0} to import into {1}. Nothing is written yet.',
        rowsText({ count: rows.length, exact: true }),
        into,
      ),
      columns: columns.map((name) => ({ name, type: '' })),
      rows: rows.slice(0, previewRows).map((row) => columns.map((_, at) => row[at] ?? null)),
      more: rows.length > previewRows,
      milliseconds: 0,
    },
  ]);
}

async function confirmed(
  { label }: DatabaseEntry,
  { rows }: ImportedTable,
  into: string,
): Promise<boolean> {
  const go = vscode.l10n.t('Import');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Import {0} into {1}?', rowsText({ count: rows.length, exact: true }), into),
    {
      modal: true,
      detail: vscode.l10n.t('All of them are written to {0} in one transaction, or none.', label),
    },
    go,
  );
  return answer === go;
}

async function write(
  { databases }: QueryUi,
  entry: DatabaseEntry,
  imported: ImportedTable,
  into: string,
): Promise<void> {
  const { catalog } = await databases.load(entry);
  const isKnown = catalog?.tables.some(({ name }) => name === into) ?? false;
  const create = isKnown ? [] : [createStatement(into, imported)];
  const database = await entry.database();
  const outcome = await database.write([...create, ...insertStatements(into, imported)]);
  databases.refresh(entry);
  if (outcome.kind === 'conflict') {
    throw new SwitchError(
      'database-error',
      vscode.l10n.t('Not all rows could be added, so none was.'),
      vscode.l10n.t('Look whether a trigger of {0} leaves rows out.', into),
    );
  }
}
