import type { MigrationProject } from '../../migrations/projects.ts';
import type { MigrationEntry, MigrationReport, MigrationStatus } from '../../migrations/report.ts';
import type { MigrationRequest } from '../../migrations/request.ts';
import type { WorkspaceInput } from '../switch-services.ts';

/** How a run tells of itself, and how it is ended. */
export interface MigrationWatch {
  readonly output: (text: string) => void;
  readonly signal: AbortSignal;
}

/** A kept copy of a SQLite database. */
export interface KeptBackup {
  readonly name: string;
  readonly time: string;
  /** The base name of the database's file. */
  readonly database: string;
}

export interface FoundProject {
  readonly project: MigrationProject;
  readonly history: readonly MigrationEntry[];
}

/** What the migrations view asks of the rest of the program; loaded when it is first needed. */
export interface MigrationServices {
  /** The set-ups of a folder, each with what its files tell; runs nothing of the project. */
  find(input: WorkspaceInput): Promise<readonly FoundProject[]>;
  /** Runs the project's code to ask how far its database is. */
  status(request: MigrationRequest, watch: MigrationWatch): Promise<MigrationStatus>;
  run(request: MigrationRequest, watch: MigrationWatch): Promise<MigrationReport>;
  backups(folder: string): Promise<readonly KeptBackup[]>;
  /** Gives a SQLite file, relative to the folder, the content of a backup. */
  restore(folder: string, backup: string, file: string): Promise<void>;
}
