import * as vscode from 'vscode';
import { definitionsOf } from '../../catalog/definitions.ts';
import type { DatabaseEntry } from '../explorer/database-entry.ts';
import type { Databases } from '../explorer/databases.ts';

/** Milliseconds without a change of a database before its tables are read again. */
const quietTime = 500;

/**
 * What the databases that a folder is connected to say of its tables. A SQLite file is read, as the
 * explorer reads it; of a server only what the explorer has read already: this makes no connection.
 */
export class LiveDefinitions implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly databases: Databases;
  private readonly log: vscode.LogOutputChannel;
  private readonly texts = new Map<string, string>();
  private readonly follows = new Map<string, () => void>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly listener: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(databases: Databases, log: vscode.LogOutputChannel) {
    this.databases = databases;
    this.log = log;
    this.listener = vscode.Disposable.from(
      databases.onDidChange((entry) => {
        if (!entry) this.changed.fire();
      }),
      databases.onDidLoad((entry) => {
        if (entry.engine === 'postgresql') this.changed.fire();
      }),
    );
  }

  /** Definitions in PostgreSQL's words, a server's before a file's. */
  async of(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
    const own = (await this.databases.list()).filter(
      (entry) => entry.active && entry.folder?.uri.toString() === folder.uri.toString(),
    );
    const servers = own.flatMap((entry) => this.databases.known(entry) ?? []);
    const files = own.filter(({ engine }) => engine === 'sqlite');
    const read = await Promise.all(files.map((entry) => this.textOf(entry)));
    return [...servers.map(definitionsOf), ...read].filter((text) => text !== '');
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const stop of this.follows.values()) stop();
    this.listener.dispose();
    this.changed.dispose();
  }

  private async textOf(entry: DatabaseEntry): Promise<string> {
    const text = this.texts.get(entry.id) ?? (await this.read(entry));
    this.texts.set(entry.id, text);
    return text;
  }

  /** Empty where there is no database yet, or none that can be read. */
  private async read(entry: DatabaseEntry): Promise<string> {
    try {
      const database = await entry.database();
      if (!this.follows.has(entry.id))
        this.follows.set(
          entry.id,
          database.onDidChange(() => this.readSoon(entry)),
        );
      const { problem } = await database.state();
      return problem ? '' : definitionsOf(await database.catalog());
    } catch (error) {
      this.log.debug(`The tables of ${entry.label} are not known: ${String(error)}`);
      return '';
    }
  }

  private readSoon(entry: DatabaseEntry): void {
    clearTimeout(this.timers.get(entry.id));
    this.timers.set(
      entry.id,
      setTimeout(() => void this.readAgain(entry), quietTime),
    );
  }

  /** Rows change all the time, tables seldom: only those are told of. */
  private async readAgain(entry: DatabaseEntry): Promise<void> {
    const text = await this.read(entry);
    if (text === this.texts.get(entry.id)) return;
    this.texts.set(entry.id, text);
    this.changed.fire();
  }
}
