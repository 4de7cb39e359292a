import * as vscode from 'vscode';
import type { Catalog } from '../../catalog/model.ts';
import type { Database } from '../../data/database.ts';
import { workspaceInput } from '../open-editors.ts';
import { Attachments } from './attachments.ts';
import type { DatabaseEntry, LoadedDatabase } from './database-entry.ts';
import type { ExplorerServices, FoundDatabase } from './explorer-services.ts';
import { askPassword } from './server-password.ts';
import { placeOfUri, uriOfPlace } from './workspace-place.ts';

const rememberedKey = 'engineSwitch.databases';

/** Milliseconds without a change of files before the workspace is looked through again. */
const quietTime = 700;

/** The databases of the window: found in the workspace, and added by the user. */
export class Databases implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<DatabaseEntry | undefined>();
  private readonly read = new vscode.EventEmitter<DatabaseEntry>();
  private readonly catalogs = new Map<string, Catalog>();
  private readonly services: () => Promise<ExplorerServices>;
  private readonly context: vscode.ExtensionContext;
  readonly attachments: Attachments;
  private readonly opened = new Map<string, Promise<Database>>();
  private readonly loaded = new Map<string, Promise<LoadedDatabase>>();
  private readonly watches = new Map<string, () => void>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private finding: Promise<readonly DatabaseEntry[]> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private watching = false;

  /** Fires with the entry that has changed, or with nothing for the list itself. */
  readonly onDidChange = this.changed.event;
  /** Fires with the entry whose catalogue was read. */
  readonly onDidLoad = this.read.event;

  constructor(services: () => Promise<ExplorerServices>, context: vscode.ExtensionContext) {
    this.services = services;
    this.context = context;
    this.attachments = new Attachments(context.workspaceState);
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const soon = (uri: vscode.Uri) => this.lookSoon(uri);
    this.subscriptions.push(
      this.changed,
      this.read,
      watcher,
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.lookSoon(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watch(false);
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const database of this.opened.values()) void database.then((open) => open.close());
  }

  /** All entries, the active ones first. Looks for them the first time. */
  list(): Promise<readonly DatabaseEntry[]> {
    this.finding ??= this.find();
    return this.finding;
  }

  async byId(id: string): Promise<DatabaseEntry | undefined> {
    return (await this.list()).find((entry) => entry.id === id) ?? this.entryOfUri(id);
  }

  /** State and catalogue, read once until the database changes. */
  load(entry: DatabaseEntry): Promise<LoadedDatabase> {
    const known = this.loaded.get(entry.id);
    if (known) return known;
    // Watched before it is read: a change in between is none that nobody sees.
    const loading = this.watchEntry(entry).then(() => read(entry));
    this.loaded.set(entry.id, loading);
    // What failed is tried again the next time.
    loading.catch(() => this.loaded.delete(entry.id));
    void loading.then(({ catalog }) => {
      if (!catalog) return;
      this.catalogs.set(entry.id, catalog);
      this.read.fire(entry);
    }, ignore);
    return loading;
  }

  /** The catalogue as it was last read; nothing is read or opened for it. */
  known({ id }: DatabaseEntry): Catalog | undefined {
    return this.catalogs.get(id);
  }

  /** Reads one database anew, or looks for all of them again. */
  refresh(entry?: DatabaseEntry): void {
    if (entry) this.loaded.delete(entry.id);
    else {
      this.loaded.clear();
      this.finding = undefined;
    }
    this.changed.fire(entry);
  }

  /** Follows the commits of others while something shows them. */
  watch(on: boolean): void {
    this.watching = on;
    if (on) {
      void this.list().then((entries) => {
        for (const entry of entries) if (this.loaded.has(entry.id)) void this.watchEntry(entry);
      }, ignore);
      return;
    }
    for (const stop of this.watches.values()) stop();
    this.watches.clear();
  }

  async add(uri: vscode.Uri): Promise<void> {
    await this.remember([...this.remembered(), uri.toString()]);
  }

  async forget({ id }: DatabaseEntry): Promise<void> {
    await this.remember(this.remembered().filter((known) => known !== id));
  }

  private remembered(): readonly string[] {
    const known = this.context.workspaceState.get<readonly string[]>(rememberedKey) ?? [];
    return known.map((place) => uriOfPlace(place).toString());
  }

  private async remember(uris: readonly string[]): Promise<void> {
    const places = [...new Set(uris)].map((text) => placeOfUri(vscode.Uri.parse(text)));
    await this.context.workspaceState.update(rememberedKey, places);
    this.refresh();
  }

  private async find(): Promise<readonly DatabaseEntry[]> {
    const services = await this.services();
    const entries = new Map<string, DatabaseEntry>();
    for (const folder of localFolders()) {
      for (const found of await services.findDatabases(workspaceInput(folder))) {
        const entry = this.entryOf(folder, found);
        entries.set(entry.id, entry);
      }
    }
    for (const id of this.remembered()) {
      const known = entries.get(id);
      entries.set(id, known ? { ...known, added: true } : this.entryOfUri(id));
    }
    return [...entries.values()].sort((a, b) => Number(b.active) - Number(a.active));
  }

  private entryOf(folder: vscode.WorkspaceFolder, found: FoundDatabase): DatabaseEntry {
    const { engine, place, active } = found;
    if (engine === 'sqlite') {
      const uri = vscode.Uri.joinPath(folder.uri, place);
      return { ...this.entryOfUri(uri.toString()), label: place, folder, active, added: false };
    }
    return {
      id: place,
      engine,
      label: place.replace(/^\w+:\/\/([^@]*@)?/, ''),
      folder,
      active,
      added: false,
      database: () => this.open(place, () => this.connect(folder, place)),
    };
  }

  private entryOfUri(id: string): DatabaseEntry {
    const uri = vscode.Uri.parse(id);
    return {
      id,
      engine: 'sqlite',
      label: vscode.workspace.asRelativePath(uri),
      uri,
      active: false,
      added: true,
      database: () => this.open(id, () => this.openFile(id, uri)),
    };
  }

  private async openFile(id: string, uri: vscode.Uri): Promise<Database> {
    const services = await this.services();
    return services.openFile(uri.fsPath, () =>
      this.attachments.of(id).map((attachment) => ({
        schema: attachment.schema,
        path: uriOfPlace(attachment.place).fsPath,
      })),
    );
  }

  /** With the password that is known, else with one that is asked for until it fits. */
  private async connect(folder: vscode.WorkspaceFolder, place: string): Promise<Database> {
    const services = await this.services();
    let password = await this.context.secrets.get(place);
    for (let asked = false; ; asked = true) {
      const database = await services.openServer(workspaceInput(folder), place, password);
      const { problem } = await database.state();
      if (!problem || !/password/i.test(problem.message)) {
        if (asked && password !== undefined) await this.context.secrets.store(place, password);
        return database;
      }
      await database.close();
      password = await askPassword(place, asked ? problem.message : undefined);
      if (password === undefined) throw new vscode.CancellationError();
    }
  }

  private open(id: string, start: () => Promise<Database>): Promise<Database> {
    const known = this.opened.get(id);
    if (known) return known;
    const opening = start();
    this.opened.set(id, opening);
    opening.catch(() => this.opened.delete(id));
    return opening;
  }

  private async watchEntry(entry: DatabaseEntry): Promise<void> {
    if (!this.watching || this.watches.has(entry.id)) return;
    this.watches.set(entry.id, ignore);
    try {
      const database = await entry.database();
      if (!this.watching) return;
      this.watches.set(
        entry.id,
        database.onDidChange(() => this.refresh(entry)),
      );
    } catch {
      // Whoever reads the database is told why it cannot be opened.
      this.watches.delete(entry.id);
    }
  }

  /** A new or vanished file may be a database; its journals come and go all the time. */
  private lookSoon({ path }: vscode.Uri): void {
    if (/-(wal|shm|journal)$|\/(\.git|node_modules|\.engine-switch)\//.test(path)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.lookAgain(), quietTime);
  }

  private async lookAgain(): Promise<void> {
    if (!this.finding) return;
    const before = await this.finding.catch(() => []);
    const after = await this.find();
    this.finding = Promise.resolve(after);
    const key = (entries: readonly DatabaseEntry[]) =>
      entries.map(({ id, active }) => `${id} ${active}`).join('\n');
    if (key(before) !== key(after)) this.changed.fire(undefined);
  }
}

async function read(entry: DatabaseEntry): Promise<LoadedDatabase> {
  const database = await entry.database();
  const reading = database.catalog();
  // Where the state has a problem, the catalogue has the same.
  reading.catch(ignore);
  const state = await database.state();
  return state.problem ? { state } : { state, catalog: await reading };
}

function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

function ignore(): void {}
