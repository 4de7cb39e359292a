import * as vscode from 'vscode';
import { engines } from '../../engines/index.ts';
import type { Connection, GraphPlace, Supplier } from '../../workflow/connection-graph.ts';
import type { ConnectionNode, PlaceNode } from './connection-nodes.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** How a row of the connections looks. */
export function connectionItem(node: ConnectionNode): vscode.TreeItem {
  const item = bareItem(node);
  item.id = node.id;
  item.contextValue = node.kind;
  return item;
}

function bareItem(node: ConnectionNode): vscode.TreeItem {
  switch (node.kind) {
    case 'project': {
      const item = new vscode.TreeItem(node.detected.project.root || node.folder.name, Expanded);
      item.iconPath = new vscode.ThemeIcon('folder');
      return item;
    }
    case 'connection':
      return nameItem(node.connection);
    default:
      return placeItem(node);
  }
}

function nameItem({ name, suppliers }: Connection): vscode.TreeItem {
  const item = new vscode.TreeItem(name, suppliers.length > 1 ? Expanded : Collapsed);
  const inForce = suppliers.filter(({ overriddenBy }) => !overriddenBy);
  const labels = inForce.flatMap(({ engine }) => (engine ? engines[engine].label : []));
  item.description = [...new Set(labels)].join(', ');
  item.iconPath = new vscode.ThemeIcon('plug');
  return item;
}

function placeItem(node: PlaceNode): vscode.TreeItem {
  const { folder, place } = node;
  const { path, line } = place;
  const item = new vscode.TreeItem(`${path.slice(path.lastIndexOf('/') + 1)}:${line}`, None);
  const role = roleOf(node);
  item.description = shortRole(node);
  item.iconPath = iconOf(node);
  item.tooltip = new vscode.MarkdownString()
    .appendText(`${path}:${line}`)
    .appendMarkdown('\n\n')
    .appendText(`${place.label}: ${role}`);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}: {1}, line {2}, {3}', node.name, path, line, role),
  };
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Go to File'),
    arguments: [vscode.Uri.joinPath(folder.uri, path), { selection: lineRange(place) }],
  };
  return item;
}

/** A place's part in the connection. */
function roleOf(node: PlaceNode): string {
  switch (node.kind) {
    case 'supplies': {
      const value = suppliedValue(node.place);
      const parts = [
        value ? vscode.l10n.t('supplies {0}', value) : vscode.l10n.t('supplies it'),
        overriding(node.place),
      ];
      return parts.filter(Boolean).join(', ');
    }
    case 'serves':
      return vscode.l10n.t('serves it');
    case 'uses':
      return vscode.l10n.t('uses it');
  }
}

/** Likewise for a narrow side bar, where the icon says the rest. */
function shortRole(node: PlaceNode): string {
  const told = node.kind === 'supplies' && (overriding(node.place) || suppliedValue(node.place));
  return told || roleOf(node);
}

function suppliedValue({ engine, database, profile }: Supplier): string {
  const what = [engine ? engines[engine].label : '', database ?? ''].filter(Boolean).join(' ');
  return [what, profile ?? ''].filter(Boolean).join(' · ');
}

function overriding({ overriddenBy }: Supplier): string {
  if (!overriddenBy) return '';
  return vscode.l10n.t('overridden by {0}:{1}', overriddenBy.path, overriddenBy.line);
}

function iconOf(node: PlaceNode): vscode.ThemeIcon {
  switch (node.kind) {
    case 'supplies':
      return node.place.overriddenBy
        ? new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'))
        : new vscode.ThemeIcon('key');
    case 'serves':
      return new vscode.ThemeIcon('server');
    case 'uses':
      return new vscode.ThemeIcon('references');
  }
}

function lineRange({ line }: GraphPlace): vscode.Range {
  return new vscode.Range(line - 1, 0, line - 1, 0);
}
