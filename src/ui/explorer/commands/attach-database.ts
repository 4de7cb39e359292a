import * as vscode from 'vscode';
import type { DatabaseEntry } from '../database-entry.ts';
import type { ExplorerCommand, ExplorerUi } from '../explorer-ui.ts';
import { isExplorerNode } from '../nodes.ts';
import { targetDatabase } from './target.ts';

/** Makes another file a schema of a database: its tables are shown and queried with it. */
export const attachDatabaseCommand: ExplorerCommand = {
  id: 'engineSwitch.attachDatabase',
  async run(ui, argument) {
    const entry = await targetDatabase(ui, argument);
    if (entry?.engine !== 'sqlite') return;
    const uri = await chooseFile(ui, entry);
    const schema = uri && (await askSchema(ui, entry, uri));
    if (!uri || !schema) return;
    await ui.databases.attachments.attach(entry.id, schema, uri);
    ui.databases.refresh(entry);
  },
};

/** Takes a file that is attached away again. The file stays. */
export const detachDatabaseCommand: ExplorerCommand = {
  id: 'engineSwitch.detachDatabase',
  async run({ databases }, argument) {
    if (!isExplorerNode(argument) || argument.kind !== 'attached') return;
    await databases.attachments.detach(argument.entry.id, argument.schema);
    databases.refresh(argument.entry);
  },
};

/** Another database of the list, or any file. */
async function chooseFile(
  { databases }: ExplorerUi,
  entry: DatabaseEntry,
): Promise<vscode.Uri | undefined> {
  const others = (await databases.list()).filter(
    ({ id, engine }) => engine === 'sqlite' && id !== entry.id,
  );
  const items: { label: string; uri?: vscode.Uri }[] = [
    ...others.flatMap(({ label, uri }) => (uri ? [{ label, uri }] : [])),
    { label: vscode.l10n.t('$(folder-opened) Another file...') },
  ];
  const title = vscode.l10n.t('Attach to {0}', entry.label);
  const chosen =
    items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title });
  if (!chosen || chosen.uri) return chosen?.uri;
  const [uri] = (await vscode.window.showOpenDialog({ title })) ?? [];
  return uri;
}

async function askSchema(
  { databases }: ExplorerUi,
  entry: DatabaseEntry,
  { path }: vscode.Uri,
): Promise<string | undefined> {
  const taken = ['main', 'temp', ...databases.attachments.of(entry.id).map(({ schema }) => schema)];
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Attach to {0}', entry.label),
    prompt: vscode.l10n.t('The name of its schema in statements.'),
    value: path.replace(/^.*\//, '').replace(/\.\w+$/, ''),
    validateInput: (text) => {
      if (text.trim() === '') return vscode.l10n.t('A schema needs a name.');
      const isTaken = taken.some((name) => name.toLowerCase() === text.toLowerCase());
      return isTaken ? vscode.l10n.t('There is a schema of this name already.') : undefined;
    },
  });
}
