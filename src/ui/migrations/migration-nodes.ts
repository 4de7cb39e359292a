import * as vscode from 'vscode';
import type { MigrationTool } from '../../core/plan.ts';
import { engines } from '../../engines/index.ts';
import { type HistoryRow, historyRows } from '../../migrations/alembic/history-rows.ts';
import { areGone, type MigrationEntry, type MigrationStatus } from '../../migrations/report.ts';
import { keyOf, type PlacedProject } from './migrations-session.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** A row of the migrations view. */
export type MigrationNode =
  | { readonly kind: 'project'; readonly placed: PlacedProject }
  | { readonly kind: 'message'; readonly placed: PlacedProject; readonly text: string }
  | { readonly kind: 'lock'; readonly placed: PlacedProject }
  | { readonly kind: 'heads'; readonly placed: PlacedProject; readonly heads: readonly string[] }
  | {
      readonly kind: 'branch';
      readonly placed: PlacedProject;
      readonly head: string;
      readonly rows: readonly HistoryRow[];
    }
  | { readonly kind: 'folder'; readonly placed: PlacedProject; readonly folder: string }
  | { readonly kind: 'entry'; readonly placed: PlacedProject; readonly entry: MigrationEntry };

const toolNames: Readonly<Record<MigrationTool, string>> = {
  knex: 'Knex',
  alembic: 'Alembic',
  sql: 'SQL',
};

/** Whether a command's argument is a row of this view. */
export function isMigrationNode(value: unknown): value is MigrationNode {
  return typeof value === 'object' && value !== null && 'placed' in value;
}

export function toolName({ project }: PlacedProject): string {
  return toolNames[project.tool];
}

/** What stands below a project whose database was asked. */
export function statusNodes(
  placed: PlacedProject,
  { entries, locked }: MigrationStatus,
): readonly MigrationNode[] {
  const heads = entries.filter(({ head }) => head).map(({ name }) => name);
  const folders = [...new Set(entries.map(({ folder }) => folder))];
  const rows: readonly MigrationNode[] =
    folders.length > 1 && placed.project.tool !== 'alembic'
      ? folders.map((folder) => ({ kind: 'folder', placed, folder }))
      : entryNodes(placed, entries);
  const none = vscode.l10n.t('There is no migration yet.');
  return [
    ...(locked ? [{ kind: 'lock', placed } as const] : []),
    ...(heads.length > 1 ? [{ kind: 'heads', placed, heads } as const] : []),
    ...(entries.length === 0 ? [{ kind: 'message', placed, text: none } as const] : []),
    ...rows,
  ];
}

/** The newest first, as they are undone; a history that divides as a tree. */
export function entryNodes(
  placed: PlacedProject,
  entries: readonly MigrationEntry[],
): readonly MigrationNode[] {
  if (placed.project.tool === 'alembic') return rowNodes(placed, historyRows(entries));
  return entries.toReversed().map((entry) => ({ kind: 'entry', placed, entry }));
}

export function rowNodes(
  placed: PlacedProject,
  rows: readonly HistoryRow[],
): readonly MigrationNode[] {
  return rows.map((row) => ({ ...row, placed }));
}

/** How a row looks. */
export function migrationItem(
  node: MigrationNode,
  status: MigrationStatus | undefined,
): vscode.TreeItem {
  const item = bareItem(node, status);
  item.id = `${keyOf(node.placed)} ${idOf(node)}`;
  return item;
}

function idOf(node: MigrationNode): string {
  if (node.kind === 'folder') return `folder ${node.folder}`;
  if (node.kind === 'branch') return `branch ${node.head}`;
  return node.kind === 'entry' ? `entry ${node.entry.folder}/${node.entry.name}` : node.kind;
}

function bareItem(node: MigrationNode, status: MigrationStatus | undefined): vscode.TreeItem {
  switch (node.kind) {
    case 'project':
      return projectItem(node.placed, status);
    case 'message':
      return iconItem(node.text, 'info');
    case 'lock':
      return lockItem();
    case 'heads':
      return headsItem(node.heads);
    case 'branch':
      return branchItem(node.head);
    case 'folder':
      return folderItem(node.folder, status);
    case 'entry':
      return entryItem(node.entry, node.placed);
  }
}

function projectItem(placed: PlacedProject, status: MigrationStatus | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(
    `${toolName(placed)}: ${placed.project.config}`,
    status ? Expanded : Collapsed,
  );
  item.iconPath = new vscode.ThemeIcon('versions');
  item.contextValue = `project.${placed.project.tool}`;
  if (!status) return item;
  const pending = status.entries.filter(({ state }) => state === 'pending').length;
  item.description = [
    `${engines[status.target.engine].label} ${status.target.label}`,
    pending === 0 ? vscode.l10n.t('up to date') : vscode.l10n.t('{0} pending', pending),
  ].join(' · ');
  item.tooltip = `${status.toolLabel}\n${item.description}`;
  return item;
}

function lockItem(): vscode.TreeItem {
  const item = iconItem(vscode.l10n.t('The lock is taken'), 'lock');
  item.tooltip = vscode.l10n.t(
    'Another run is under way, or one has crashed. If none is under way, release the lock.',
  );
  item.contextValue = 'lock';
  return item;
}

function headsItem(heads: readonly string[]): vscode.TreeItem {
  const item = iconItem(vscode.l10n.t('{0} heads have to be merged', heads.length), 'git-merge');
  item.description = heads.join(', ');
  item.contextValue = 'heads';
  return item;
}

function branchItem(head: string): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Branch of {0}', head), Expanded);
  item.iconPath = new vscode.ThemeIcon('git-branch');
  return item;
}

function folderItem(folder: string, status: MigrationStatus | undefined): vscode.TreeItem {
  const nowhere = areGone(status?.entries ?? [])
    ? vscode.l10n.t('Files that are gone')
    : vscode.l10n.t('Migrations without a file');
  const item = new vscode.TreeItem(folder || nowhere, Expanded);
  item.iconPath = vscode.ThemeIcon.Folder;
  return item;
}

function entryItem(entry: MigrationEntry, { folder, project }: PlacedProject): vscode.TreeItem {
  const item = new vscode.TreeItem(entry.title || entry.name, None);
  item.description = detailsOf(entry).join(' · ');
  item.tooltip = [entry.name, stateLabel(entry), ...detailsOf(entry)].join('\n');
  item.iconPath = entryIcon(entry);
  item.contextValue = `${entry.state}.${project.tool}`;
  const file = fileOf(entry, project);
  if (file) {
    const uri = vscode.Uri.joinPath(folder.uri, ...file);
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] };
  }
  return item;
}

/** The parts of its file's path in the workspace, where there is one. */
function fileOf(
  { name, folder, file }: MigrationEntry,
  { tool, folder: place }: PlacedProject['project'],
): readonly string[] | undefined {
  if (file !== undefined) return [file];
  return tool === 'knex' && folder !== '' ? [place, folder, name] : undefined;
}

function detailsOf({ name, title, time, batch, head }: MigrationEntry): readonly string[] {
  return [
    ...(title ? [name] : []),
    ...(head ? [vscode.l10n.t('head')] : []),
    ...(time ? [new Date(time).toLocaleString()] : []),
    ...(batch === undefined ? [] : [vscode.l10n.t('batch {0}', batch)]),
  ];
}

function stateLabel({ state }: MigrationEntry): string {
  switch (state) {
    case 'completed':
      return vscode.l10n.t('Completed');
    case 'pending':
      return vscode.l10n.t('Pending');
    case 'missing':
      return vscode.l10n.t('The database has it, its file is gone');
    case 'unknown':
      return vscode.l10n.t('The database was not asked');
  }
}

function entryIcon({ state }: MigrationEntry): vscode.ThemeIcon {
  switch (state) {
    case 'completed':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'pending':
      return new vscode.ThemeIcon('circle-large-outline');
    case 'unknown':
      return new vscode.ThemeIcon('question');
    case 'missing':
      return new vscode.ThemeIcon(
        'warning',
        new vscode.ThemeColor('problemsWarningIcon.foreground'),
      );
  }
}

function iconItem(label: string, icon: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}
