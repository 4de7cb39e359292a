import * as vscode from 'vscode';
import type { DatabaseEntry } from '../explorer/database-entry.ts';
import type { Databases } from '../explorer/databases.ts';

const tiesKey = 'engineSwitch.queryTies';

/** Which database the statements of a document are run on; remembered in the workspace. */
export class QueryTies implements vscode.Disposable {
  private readonly context: vscode.ExtensionContext;
  private readonly databases: Databases;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(context: vscode.ExtensionContext, databases: Databases) {
    this.context = context;
    this.databases = databases;
  }

  dispose(): void {
    this.changed.dispose();
  }

  async databaseOf(document: vscode.TextDocument): Promise<DatabaseEntry | undefined> {
    const id = this.all()[document.uri.toString()];
    return id === undefined ? undefined : this.databases.byId(id);
  }

  /** Whether the document is tied to anything. */
  has({ uri }: vscode.TextDocument): boolean {
    return uri.toString() in this.all();
  }

  async tie({ uri }: vscode.TextDocument, { id }: DatabaseEntry): Promise<void> {
    await this.context.workspaceState.update(tiesKey, { ...this.all(), [uri.toString()]: id });
    this.changed.fire();
  }

  private all(): Readonly<Record<string, string>> {
    return this.context.workspaceState.get<Record<string, string>>(tiesKey) ?? {};
  }
}
