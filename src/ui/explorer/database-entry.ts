import type * as vscode from 'vscode';
import type { Catalog } from '../../catalog/model.ts';
import type { Database, DatabaseState } from '../../data/database.ts';

/** A database that the explorer lists. */
export interface DatabaseEntry {
  /** Stable over restarts: the file's URI, or a server's URL without password. */
  readonly id: string;
  readonly engine: 'sqlite' | 'postgresql';
  /** As it is shown: a path in the workspace, or server and name. */
  readonly label: string;
  readonly uri?: vscode.Uri;
  readonly folder?: vscode.WorkspaceFolder;
  readonly active: boolean;
  /** Added by hand: it can be taken from the list again. */
  readonly added: boolean;
  /** Opens it on the first call; throws what connecting throws. */
  database(): Promise<Database>;
}

/** What was last read of a database. */
export interface LoadedDatabase {
  readonly state: DatabaseState;
  /** Missing where the state has a problem. */
  readonly catalog?: Catalog;
}
