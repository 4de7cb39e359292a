import * as vscode from 'vscode';
import { lazily } from '../lazily.ts';
import {
  entryNodes,
  isMigrationNode,
  type MigrationNode,
  migrationItem,
  rowNodes,
  statusNodes,
} from './migration-nodes.ts';
import { keyOf, type MigrationsSession, type PlacedProject } from './migrations-session.ts';

export const migrationsViewId = 'engineSwitch.migrations';

/** The set-ups of the window with their migrations; a database is asked when its row is opened. */
export class MigrationsView implements vscode.Disposable {
  private readonly session: MigrationsSession;
  private readonly changed = new vscode.EventEmitter<MigrationNode | undefined>();
  private readonly view: vscode.TreeView<MigrationNode>;
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly firstLook: () => Promise<void>;

  constructor(session: MigrationsSession, report: (error: unknown) => void) {
    this.session = session;
    this.view = vscode.window.createTreeView(migrationsViewId, {
      treeDataProvider: {
        onDidChangeTreeData: this.changed.event,
        getTreeItem: (node) => migrationItem(node, session.status(node.placed)),
        getChildren: async (node) => {
          // The first rows are waited for: a view that was empty once can miss that it is no more.
          if (!node) await this.firstLook();
          return [...this.childrenOf(node)];
        },
        getParent: () => undefined,
      },
    });
    const look = async () => {
      await session.look().catch(report);
    };
    this.firstLook = lazily(look);
    this.subscriptions.push(
      this.changed,
      this.view,
      session.onDidChange(() => this.refresh()),
      this.view.onDidChangeVisibility(({ visible }) => visible && void look()),
      this.view.onDidExpandElement(({ element }) => this.askWhenOpened(element)),
      vscode.workspace.onDidChangeWorkspaceFolders(look),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.refresh()),
    );
  }

  /** Shows a project's row and what stands below it. */
  async reveal(placed: PlacedProject): Promise<void> {
    await vscode.commands.executeCommand(`${migrationsViewId}.focus`);
    const row = this.rows.find(({ placed: own }) => keyOf(own) === keyOf(placed));
    if (row) await this.view.reveal(row, { expand: true });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private rows: readonly MigrationNode[] = [];

  private refresh(): void {
    this.rows = this.session.projects.map((placed) => ({ kind: 'project', placed }));
    void vscode.commands.executeCommand(
      'setContext',
      'engineSwitch.hasMigrations',
      this.rows.length > 0,
    );
    this.changed.fire(undefined);
  }

  private childrenOf(node?: MigrationNode): readonly MigrationNode[] {
    if (!node) return this.rows;
    const status = this.session.status(node.placed);
    if (node.kind === 'folder') {
      const entries = status?.entries.filter(({ folder }) => folder === node.folder) ?? [];
      return entryNodes(node.placed, entries);
    }
    if (node.kind === 'branch') return rowNodes(node.placed, node.rows);
    if (node.kind !== 'project') return [];
    if (status) return statusNodes(node.placed, status);
    if (vscode.workspace.isTrusted) return [message(node.placed, asking())];
    return [message(node.placed, untrusted()), ...entryNodes(node.placed, node.placed.history)];
  }

  private askWhenOpened(node: unknown): void {
    if (!isMigrationNode(node) || node.kind !== 'project') return;
    if (!vscode.workspace.isTrusted || this.session.status(node.placed)) return;
    void vscode.commands.executeCommand('engineSwitch.migrationStatus', node);
  }
}

function message(placed: PlacedProject, text: string): MigrationNode {
  return { kind: 'message', placed, text };
}

function asking(): string {
  return vscode.l10n.t('Asking the database…');
}

function untrusted(): string {
  return vscode.l10n.t('Asking the database runs the project’s code: trust the folder first.');
}
