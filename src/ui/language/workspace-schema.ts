import * as vscode from 'vscode';
import { type KnownDefinitions, nothingKnown } from '../../language/known-definitions.ts';
import { schemaScripts } from '../../sql/schema-scripts.ts';
import { pathIn, workspaceInput } from '../open-editors.ts';
import type { LanguageServices } from './language-services.ts';
import type { LiveDefinitions } from './live-definitions.ts';

/** Scripts that are looked through for definitions at the most. */
const most = 500;

const foreignFolders = '**/{node_modules,.venv,venv,.git,dist,.engine-switch}/**';

/** Words of a file that defines tables in code. */
const modelWords = /__tablename__|\bcreate_table\b|\bcreateTable\b|\bMapped\[|\bColumn\(/;

/** Where the definitions come from. */
export interface SchemaInput {
  readonly services: () => Promise<LanguageServices>;
  readonly live: LiveDefinitions;
  readonly report: (error: unknown) => void;
}

/**
 * What is known of the tables of each folder, read again when it changes: its scripts as saved, then
 * its models and migrations, then its databases. The scripts are waited for; the others are added
 * when they are there.
 */
export class WorkspaceSchema implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher('**/*.sql');
  private readonly folders = new Map<string, Promise<KnownDefinitions>>();
  private readonly others = new Map<string, readonly string[]>();
  private readonly listeners: vscode.Disposable;
  private readonly input: SchemaInput;

  readonly onDidChange = this.changed.event;

  constructor(input: SchemaInput) {
    this.input = input;
    const renew = () => {
      this.folders.clear();
      this.changed.fire();
    };
    this.listeners = vscode.Disposable.from(
      this.watcher,
      this.watcher.onDidChange(renew),
      this.watcher.onDidCreate(renew),
      this.watcher.onDidDelete(renew),
      input.live.onDidChange(() => this.readOthersAgain()),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (modelWords.test(document.getText())) this.readOthersAgain();
      }),
    );
  }

  /** What is known in a document's folder now; the scripts by the path of their address. */
  of(document: vscode.TextDocument): Promise<KnownDefinitions> {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (!folder) return Promise.resolve(nothingKnown);
    const key = folder.uri.toString();
    const known = this.folders.get(key) ?? this.read(folder);
    this.folders.set(key, known);
    return known;
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private async read(folder: vscode.WorkspaceFolder): Promise<KnownDefinitions> {
    const key = folder.uri.toString();
    const others = this.others.get(key);
    if (!others) void this.readOthers(folder).catch(this.input.report);
    return { scripts: await readScripts(folder), others: others ?? [] };
  }

  /** Models, migrations and databases: tells of it where they say something new. */
  private async readOthers(folder: vscode.WorkspaceFolder): Promise<void> {
    const key = folder.uri.toString();
    const before = this.others.get(key) ?? [];
    this.others.set(key, before);
    const services = await this.input.services();
    const [models, live] = await Promise.all([
      folder.uri.scheme === 'file' ? services.definitions(workspaceInput(folder)) : '',
      this.input.live.of(folder),
    ]);
    const others = [models, ...live].filter((text) => text !== '');
    if (others.join() === before.join()) return;
    this.others.set(key, others);
    this.folders.delete(key);
    this.changed.fire();
  }

  /** The folders that something was asked of. */
  private readOthersAgain(): void {
    for (const folder of vscode.workspace.workspaceFolders ?? [])
      if (this.others.has(folder.uri.toString()))
        void this.readOthers(folder).catch(this.input.report);
  }
}

async function readScripts(folder: vscode.WorkspaceFolder): Promise<ReadonlyMap<string, string>> {
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
