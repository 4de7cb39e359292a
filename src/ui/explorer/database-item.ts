import * as vscode from 'vscode';
import type { DatabaseState } from '../../data/database.ts';
import { byteCount } from '../../data/grid/cell-text.ts';
import type { DatabaseEntry } from './database-entry.ts';

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** The row of a database; `state` once it was read. */
export function databaseItem(
  entry: DatabaseEntry,
  state: DatabaseState | undefined,
): vscode.TreeItem {
  const isSqlite = entry.engine === 'sqlite';
  // A server is connected to when it is opened, not when it is listed.
  const opens = entry.active && isSqlite;
  const item = new vscode.TreeItem(entry.label, opens ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(
    isSqlite ? 'database' : 'server-environment',
    entry.active ? new vscode.ThemeColor('charts.green') : undefined,
  );
  item.description = [
    isSqlite ? 'SQLite' : 'PostgreSQL',
    entry.active ? vscode.l10n.t('active') : '',
    ...(isSqlite && state ? stateWords(state) : []),
  ]
    .filter(Boolean)
    .join(' · ');
  item.contextValue = `database.${entry.engine}${entry.added ? '.added' : ''}`;
  item.tooltip = tooltip(entry, state);
  return item;
}

/** What is out of the ordinary, in a word each. */
function stateWords({ journal, readOnly, problem }: DatabaseState): readonly string[] {
  return [
    journal === 'wal' ? 'WAL' : '',
    readOnly ? vscode.l10n.t('read-only') : '',
    problem?.kind === 'locked' ? vscode.l10n.t('locked') : '',
  ];
}

function tooltip(
  { label, active, engine }: DatabaseEntry,
  state: DatabaseState | undefined,
): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const lines = [
    label,
    active ? t('The workspace’s configuration means this database.') : '',
    ...(state && engine === 'sqlite' ? fileLines(state) : []),
  ];
  return new vscode.MarkdownString().appendText(lines.filter(Boolean).join('\n'));
}

function fileLines({ journal, size, readOnly, openIn = [] }: DatabaseState): readonly string[] {
  const { t } = vscode.l10n;
  return [
    journal === 'wal' ? t('Journal: write-ahead log (WAL)') : '',
    journal === 'rollback' ? t('Journal: rollback') : '',
    size === undefined ? '' : t('Size: {0}', byteCount(size)),
    readOnly ? t('The file is read-only.') : '',
    openIn.length > 0 ? t('Open in {0}', openIn.join(', ')) : '',
  ];
}
