import * as vscode from 'vscode';
import type { TablePlace } from '../../grid/table-uri.ts';
import type { DatabaseEntry } from '../database-entry.ts';
import type { ExplorerUi } from '../explorer-ui.ts';
import { type ExplorerNode, isExplorerNode } from '../nodes.ts';

/** The row that a command is for: the one it was called on, else the one that is chosen. */
export function targetNode({ view }: ExplorerUi, argument: unknown): ExplorerNode | undefined {
  return isExplorerNode(argument) ? argument : view.selected;
}

/** The database that a command is for; asks where nothing says which. */
export async function targetDatabase(
  ui: ExplorerUi,
  argument: unknown,
): Promise<DatabaseEntry | undefined> {
  const node = targetNode(ui, argument);
  if (node) return node.entry;
  return chooseDatabase(ui, vscode.l10n.t('Choose a database'));
}

/** Asks for one of the listed databases; there is no question where there is only one. */
export async function chooseDatabase(
  { databases }: ExplorerUi,
  title: string,
): Promise<DatabaseEntry | undefined> {
  const entries = await databases.list();
  if (entries.length <= 1) return entries[0];
  const items = entries.map((entry) => ({
    label: entry.label,
    description: entry.active ? vscode.l10n.t('active') : '',
    entry,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.entry;
}

/** The table or view that a command is for; asks where nothing says which. */
export async function targetTable(
  ui: ExplorerUi,
  argument: unknown,
): Promise<TablePlace | undefined> {
  const node = targetNode(ui, argument);
  const place = node && tableOfNode(node);
  if (place) return place;
  const entry = node?.entry ?? (await chooseDatabase(ui, vscode.l10n.t('Choose a database')));
  if (!entry) return undefined;
  const { catalog } = await ui.databases.load(entry);
  const items = [...(catalog?.tables ?? []), ...(catalog?.views ?? [])].map(({ schema, name }) => ({
    label: name,
    place: { database: entry.id, schema, name },
  }));
  return (await vscode.window.showQuickPick(items, { title: entry.label }))?.place;
}

function tableOfNode(node: ExplorerNode): TablePlace | undefined {
  const database = node.entry.id;
  if (node.kind === 'table') return { database, schema: node.table.schema, name: node.table.name };
  if (node.kind === 'view') return { database, schema: node.view.schema, name: node.view.name };
  return node.kind === 'reference' ? { database, ...node.table } : undefined;
}
