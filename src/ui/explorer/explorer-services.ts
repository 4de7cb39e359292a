import type { Database } from '../../data/database.ts';
import type { WorkspaceInput } from '../switch-services.ts';

/** A database of a workspace. */
export interface FoundDatabase {
  readonly engine: 'sqlite' | 'postgresql';
  /** A path relative to the folder, with forward slashes; or a URL without password. */
  readonly place: string;
  /** The workspace's configuration means it. */
  readonly active: boolean;
}

/** A file that is a schema of another database. */
export interface AttachedPath {
  readonly schema: string;
  readonly path: string;
}

/**
 * What the explorer asks of the rest of the program; loaded when it is first used. Absolute paths
 * go in and none come out.
 */
export interface ExplorerServices {
  /** By header and by the workspace's configuration; what means nothing that exists is left out. */
  findDatabases(input: WorkspaceInput): Promise<readonly FoundDatabase[]>;
  /** `attached` is asked each time; files that are not there are left out. */
  openFile(path: string, attached?: () => readonly AttachedPath[]): Database;
  /** `password` where the workspace's configuration has none for it. */
  openServer(input: WorkspaceInput, place: string, password?: string): Promise<Database>;
}
