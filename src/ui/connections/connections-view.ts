import * as vscode from 'vscode';
import { type EngineMonitor, localFolders } from '../engine-monitor.ts';
import { connectionItem } from './connection-items.ts';
import {
  type ConnectionNode,
  childNodes,
  type PlacedProject,
  rootNodes,
} from './connection-nodes.ts';

/** Which file supplies the URL of a database to whom: shown before anything is planned. */
export function registerConnections(monitor: EngineMonitor): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView<ConnectionNode>('engineSwitch.connections', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: connectionItem,
      getChildren: (node) => [...(node ? childNodes(node) : rootNodes(placedProjects(monitor)))],
    },
  });
  return vscode.Disposable.from(
    changed,
    view,
    monitor.onDidChange(() => changed.fire(undefined)),
  );
}

function placedProjects(monitor: EngineMonitor): readonly PlacedProject[] {
  return localFolders().flatMap((folder) => {
    const projects = monitor.detected(folder)?.detection.projects ?? [];
    return projects.map((detected) => ({ folder, detected }));
  });
}
