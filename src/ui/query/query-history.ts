import type * as vscode from 'vscode';

const historyKey = 'engineSwitch.queryHistory';
const mostEntries = 200;

/** A statement that was run. */
export interface HistoryEntry {
  readonly sql: string;
  /** The database's label. */
  readonly database: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The statements that were run in this workspace, the newest first, each once. */
export class QueryHistory {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  get entries(): readonly HistoryEntry[] {
    return this.state.get<readonly HistoryEntry[]>(historyKey) ?? [];
  }

  async add(entry: HistoryEntry): Promise<void> {
    const others = this.entries.filter(({ sql }) => sql !== entry.sql);
    await this.state.update(historyKey, [entry, ...others].slice(0, mostEntries));
  }
}
