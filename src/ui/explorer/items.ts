import * as vscode from 'vscode';
import type { Column, Index } from '../../catalog/model.ts';
import type { DatabaseState } from '../../data/database.ts';
import { byteCount } from '../../data/grid/cell-text.ts';
import { shownName } from '../../data/shown-name.ts';
import { rowsText } from '../grid/rows-text.ts';
import { databaseItem } from './database-item.ts';
import type { ExplorerNode, GroupKind } from './nodes.ts';
import type { TableFacts } from './table-facts.ts';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** What is known by now of a node: a table's numbers, a database's state. */
export interface NodeFacts {
  readonly table?: TableFacts | undefined;
  readonly state?: DatabaseState | undefined;
}

/** The row of a node. */
export function explorerItem(node: ExplorerNode, facts: NodeFacts): vscode.TreeItem {
  const item = plainItem(node, facts);
  item.id = node.id;
  item.contextValue ??= node.kind;
  return item;
}

function plainItem(node: ExplorerNode, { table, state }: NodeFacts): vscode.TreeItem {
  switch (node.kind) {
    case 'database':
      return databaseItem(node.entry, state);
    case 'problem':
      return icon(node.message, 'warning', 'list.warningForeground');
    case 'attached': {
      const item = icon(node.schema, 'link');
      item.description = vscode.l10n.t('attached: {0}', node.place);
      return item;
    }
    case 'note':
      return icon(node.message, 'info');
    case 'table':
      return tableItem(node, table);
    case 'view':
      return viewItem(node);
    case 'column':
      return columnItem(node.column);
    case 'group': {
      const item = new vscode.TreeItem(groupLabel(node.group), Collapsed);
      item.description = String(node.children.length);
      return item;
    }
    case 'index':
      return indexItem(node.index);
    case 'trigger': {
      const item = icon(node.trigger.name, 'zap');
      item.tooltip = sqlTooltip(node.trigger.sql);
      return item;
    }
    case 'reference': {
      const item = icon(node.label, 'link');
      const title = vscode.l10n.t('Open Table');
      item.command = { command: 'engineSwitch.openTable', title, arguments: [node] };
      return item;
    }
    case 'fact': {
      const item = icon(node.label, 'symbol-constant');
      item.description = node.description;
      return item;
    }
  }
}

function icon(label: string, name: string, colour?: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.iconPath = new vscode.ThemeIcon(name, colour ? new vscode.ThemeColor(colour) : undefined);
  item.tooltip = label;
  return item;
}

function tableItem(
  { entry, table }: Extract<ExplorerNode, { kind: 'table' }>,
  facts: TableFacts | undefined,
): vscode.TreeItem {
  const item = new vscode.TreeItem(shownName(table), Collapsed);
  item.iconPath = new vscode.ThemeIcon(table.kind === 'virtual' ? 'search' : 'table');
  const kinds = [
    table.module ?? '',
    table.strict && entry.engine === 'sqlite' ? 'STRICT' : '',
    table.withoutRowid ? 'WITHOUT ROWID' : '',
    table.kind === 'partitioned' || table.kind === 'foreign' ? table.kind : '',
  ];
  const numbers = facts
    ? [
        rowsText({ count: facts.rows, exact: facts.exact }),
        facts.bytes ? byteCount(facts.bytes) : '',
      ]
    : [];
  item.description = [...numbers, ...kinds].filter(Boolean).join(' · ');
  item.tooltip = table.sql ? sqlTooltip(table.sql) : (table.comment ?? table.name);
  item.contextValue = table.kind === 'virtual' ? 'table.virtual' : 'table';
  return item;
}

function viewItem({ view }: Extract<ExplorerNode, { kind: 'view' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(shownName(view), Collapsed);
  item.iconPath = new vscode.ThemeIcon('eye');
  item.description = view.materialized ? vscode.l10n.t('materialized view') : vscode.l10n.t('view');
  item.tooltip = sqlTooltip(view.sql);
  return item;
}

function columnItem(column: Column): vscode.TreeItem {
  const item = icon(column.name, column.primaryKey ? 'key' : 'symbol-field');
  const facts = [
    column.type,
    column.notNull ? 'NOT NULL' : '',
    column.default === null ? '' : `DEFAULT ${column.default}`,
    column.identity === 'autoincrement' ? 'AUTOINCREMENT' : '',
    column.generated ? `AS (${column.generated.expression})` : '',
    column.hidden ? vscode.l10n.t('hidden') : '',
  ];
  item.description = facts.filter(Boolean).join(' ');
  const comment = column.comment ? `\n${column.comment}` : '';
  item.tooltip = `${column.name} ${item.description}${comment}`;
  return item;
}

function indexItem({ name, unique, columns, where, sql, method }: Index): vscode.TreeItem {
  const item = icon(name, unique ? 'shield' : 'list-ordered');
  const terms = columns.map(({ text, descending }) => (descending ? `${text} DESC` : text));
  const facts = [
    unique ? 'UNIQUE' : '',
    method === 'btree' ? '' : method,
    `(${terms.join(', ')})`,
    where ? `WHERE ${where}` : '',
  ];
  item.description = facts.filter(Boolean).join(' ');
  if (sql) item.tooltip = sqlTooltip(sql);
  return item;
}

function sqlTooltip(sql: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendCodeblock(sql, 'sql');
}

function groupLabel(kind: GroupKind): string {
  switch (kind) {
    case 'indexes':
      return vscode.l10n.t('Indexes');
    case 'foreignKeys':
      return vscode.l10n.t('Foreign Keys');
    case 'referencedBy':
      return vscode.l10n.t('Referenced By');
    case 'triggers':
      return vscode.l10n.t('Triggers');
    case 'checks':
      return vscode.l10n.t('Checks');
    case 'types':
      return vscode.l10n.t('Types');
  }
}
