import * as vscode from 'vscode';
import { schemaScripts } from '../../sql/schema-scripts.ts';
import { pathIn } from '../open-editors.ts';
import type { SchemaTexts } from './language-services.ts';

/** Scripts that are looked through for definitions at the most. */
const most = 500;

const foreignFolders = '**/{node_modules,.venv,venv,.git,dist,.engine-switch}/**';
const nothing: SchemaTexts = new Map();

/** The scripts of the workspace that make its tables, as saved; read again when one changes. */
export class WorkspaceSchema implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher('**/*.sql');
  private readonly folders = new Map<string, Promise<SchemaTexts>>();

  readonly onDidChange = this.changed.event;

  constructor() {
    const renew = () => {
      this.folders.clear();
      this.changed.fire();
    };
    this.watcher.onDidChange(renew);
    this.watcher.onDidCreate(renew);
    this.watcher.onDidDelete(renew);
  }

  /** The scripts of a document's folder, by the path of their address. */
  of(document: vscode.TextDocument): Promise<SchemaTexts> {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (!folder) return Promise.resolve(nothing);
    const key = folder.uri.toString();
    const texts = this.folders.get(key) ?? readScripts(folder);
    this.folders.set(key, texts);
    return texts;
  }

  dispose(): void {
    this.watcher.dispose();
    this.changed.dispose();
  }
}

async function readScripts(folder: vscode.WorkspaceFolder): Promise<SchemaTexts> {
  const pattern = new vscode.RelativePattern(folder, '**/*.sql');
  const found = await vscode.workspace.findFiles(pattern, foreignFolders, most);
  const files = new Map<string, { readonly text: string }>();
  for (const uri of found) {
    const path = pathIn(folder, uri);
    if (path !== undefined) files.set(path, { text: await readText(uri) });
  }
  return new Map(
    schemaScripts(files).map(({ path }) => [
      vscode.Uri.joinPath(folder.uri, path).path,
      files.get(path)?.text ?? '',
    ]),
  );
}

async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
