import * as vscode from 'vscode';
import type { DatabaseState } from '../../data/database.ts';
import { quoteName } from '../../sql/sqlite-tokens.ts';
import type { Attachment } from './attachments.ts';
import type { DatabaseEntry } from './database-entry.ts';
import type { Databases } from './databases.ts';
import { explorerItem } from './items.ts';
import { databaseNodes, type ExplorerNode, tableNodes, viewNodes } from './nodes.ts';
import { countTable, type TableFacts, tableSizes } from './table-facts.ts';

export const explorerViewId = 'engineSwitch.explorer';

/** The tree of databases, tables and what belongs to them. */
export class ExplorerView implements vscode.Disposable {
  private readonly databases: Databases;
  private readonly report: (error: unknown) => void;
  private readonly changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  private readonly view: vscode.TreeView<ExplorerNode>;
  private readonly facts = new Map<string, TableFacts>();
  private readonly states = new Map<string, DatabaseState>();
  private readonly roots = new Map<string, ExplorerNode>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private filter = '';

  constructor(databases: Databases, report: (error: unknown) => void) {
    this.databases = databases;
    this.report = report;
    this.view = vscode.window.createTreeView(explorerViewId, {
      treeDataProvider: {
        onDidChangeTreeData: this.changed.event,
        getTreeItem: (node) =>
          explorerItem(node, {
            table: this.facts.get(node.id),
            state: this.states.get(node.id),
          }),
        getChildren: (node) => this.childrenOf(node),
        getParent: (node) => this.parentOf(node),
      },
      dragAndDropController: dragNames,
      showCollapseAll: true,
    });
    this.subscriptions.push(
      this.changed,
      this.view,
      databases.onDidChange((entry) => this.changed.fire(entry && this.roots.get(entry.id))),
      this.view.onDidChangeVisibility(({ visible }) => databases.watch(visible)),
    );
    databases.watch(this.view.visible);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** The row that is chosen. */
  get selected(): ExplorerNode | undefined {
    return this.view.selection[0];
  }

  /** Shows only tables and views with this in their names; an empty text shows all. */
  setFilter(text: string): void {
    this.filter = text;
    this.view.description = text ? vscode.l10n.t('names with “{0}”', text) : '';
    this.changed.fire(undefined);
  }

  get filterText(): string {
    return this.filter;
  }

  private async childrenOf(node?: ExplorerNode): Promise<ExplorerNode[]> {
    switch (node?.kind) {
      case undefined:
        return (await this.databases.list()).map((entry) => this.rootOf(entry));
      case 'database':
        return this.childrenOfDatabase(node.entry);
      case 'table':
        return [...tableNodes(node.entry, node.id, node.table)];
      case 'view':
        return [...viewNodes(node.entry, node.id, node.view)];
      case 'group':
        return [...node.children];
      default:
        return [];
    }
  }

  private rootOf(entry: DatabaseEntry): ExplorerNode {
    const known = this.roots.get(entry.id);
    if (known?.entry === entry) return known;
    const node: ExplorerNode = { entry, id: entry.id, kind: 'database' };
    this.roots.set(entry.id, node);
    return node;
  }

  private parentOf(node: ExplorerNode): ExplorerNode | undefined {
    return node.kind === 'database' ? undefined : this.roots.get(node.entry.id);
  }

  private async childrenOfDatabase(entry: DatabaseEntry): Promise<ExplorerNode[]> {
    try {
      const loaded = await this.databases.load(entry);
      this.learnState(entry, loaded.state);
      const nodes = [
        ...this.databases.attachments.of(entry.id).map((attached) => attachedNode(entry, attached)),
        ...databaseNodes(entry, loaded, this.filter),
      ];
      void this.learnFacts(entry, nodes, loaded.state.size).catch(this.report);
      return nodes;
    } catch (error) {
      const message = problemText(error);
      return [{ entry, id: `${entry.id} problem`, kind: 'problem', message }];
    }
  }

  private learnState(entry: DatabaseEntry, state: DatabaseState): void {
    const before = this.states.get(entry.id);
    if (JSON.stringify(before) === JSON.stringify(state)) return;
    this.states.set(entry.id, state);
    this.changed.fire(this.roots.get(entry.id));
  }

  /** Counts and sizes come after the names: nothing waits for them. */
  private async learnFacts(
    entry: DatabaseEntry,
    nodes: readonly ExplorerNode[],
    size: number | undefined,
  ): Promise<void> {
    const database = await entry.database();
    const tables = nodes.filter((node) => node.kind === 'table');
    for (const node of tables) {
      const facts = await countTable(database, node.table).catch(() => undefined);
      if (facts) this.learn(node, facts);
    }
    const sizes = await tableSizes(database, size).catch(() => new Map<string, number>());
    for (const node of tables) {
      const known = this.facts.get(node.id);
      const bytes = sizes.get(node.table.name);
      if (known && bytes !== undefined) this.learn(node, { ...known, bytes });
    }
  }

  private learn(node: ExplorerNode, facts: TableFacts): void {
    const before = this.facts.get(node.id);
    // A count comes without the size that is known: it is kept until there is a new one.
    const after = { ...(before?.bytes !== undefined && { bytes: before.bytes }), ...facts };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.facts.set(node.id, after);
    this.changed.fire(node);
  }
}

function attachedNode(entry: DatabaseEntry, { schema, place }: Attachment): ExplorerNode {
  return { entry, id: `${entry.id} attached ${schema}`, kind: 'attached', schema, place };
}

function problemText(error: unknown): string {
  if (error instanceof vscode.CancellationError) {
    return vscode.l10n.t('No password was given. Refresh to be asked again.');
  }
  return error instanceof Error ? error.message : String(error);
}

/** Names dragged into an editor arrive as SQL. */
const dragNames: vscode.TreeDragAndDropController<ExplorerNode> = {
  dragMimeTypes: ['text/plain'],
  dropMimeTypes: [],
  handleDrag(nodes, transfer) {
    const names = nodes.flatMap((node) => sqlName(node) ?? []);
    transfer.set('text/plain', new vscode.DataTransferItem(names.join(', ')));
  },
};

/** A node's name as SQL; quotes only where it needs them. */
export function sqlName(node: ExplorerNode): string | undefined {
  const name = nameOf(node);
  if (name === undefined) return undefined;
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteName(name);
}

function nameOf(node: ExplorerNode): string | undefined {
  switch (node.kind) {
    case 'table':
      return node.table.name;
    case 'view':
      return node.view.name;
    case 'column':
      return node.column.name;
    case 'index':
      return node.index.name;
    case 'trigger':
      return node.trigger.name;
    default:
      return undefined;
  }
}
