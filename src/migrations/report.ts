import type { EngineId } from '../core/goal.ts';
import type { MigrationTool } from '../core/plan.ts';
import type { GuardReport } from './guard/report.ts';

/** One migration, done or not. */
export interface MigrationEntry {
  /** Knex: the file's name; Alembic: the revision's identifier. */
  readonly name: string;
  /** What it is about, where the tool keeps that apart from the name. */
  readonly title?: string;
  /** Alembic: the revisions that it follows; several for a merge. */
  readonly parents?: readonly string[];
  /** Alembic: no other revision follows. Several heads have to be merged. */
  readonly head?: boolean;
  /** Its folder, relative to the tool's working directory; empty where its file is missing. */
  readonly folder: string;
  /** Alembic, which names a revision otherwise than its file: the file, relative to the workspace. */
  readonly file?: string;
  /** `missing`: the database says that it ran, its file is gone; `unknown`: nobody asked it. */
  readonly state: 'completed' | 'pending' | 'missing' | 'unknown';
  /** When it ran, ISO 8601 in UTC, where the tool remembers. */
  readonly time?: string;
  readonly batch?: number;
}

/** Whether those without a folder are files that are gone; a project's code can list others. */
export function areGone(entries: readonly MigrationEntry[]): boolean {
  return entries.every(({ folder, state }) => folder !== '' || state === 'missing');
}

/** Which database a tool works on; holds no password. */
export interface MigrationTarget {
  readonly engine: EngineId;
  /** A file relative to the workspace, or `host/database`. */
  readonly label: string;
}

/** What a tool has, and what the database has of it. */
export interface MigrationStatus {
  readonly tool: MigrationTool;
  /** The tool's version and where it comes from: `Knex 3.3.0 (workspace)`. */
  readonly toolLabel: string;
  readonly target: MigrationTarget;
  readonly entries: readonly MigrationEntry[];
  /** A lock that another run holds, or that a crash left behind. */
  readonly locked: boolean;
}

/** One migration as it ran, with the statements that it sent. */
export interface RanMigration {
  readonly name: string;
  readonly direction: 'up' | 'down' | 'seed';
  readonly sql: readonly string[];
}

/** A statement of a script that the database did not take. */
export interface FailedStatement {
  readonly script: string;
  /** In the script's SQLite form, counted from 1. */
  readonly line: number;
  /** How it begins. */
  readonly statement: string;
  readonly message: string;
}

/** What a run did. */
export interface MigrationReport {
  readonly tool: MigrationTool;
  readonly toolLabel: string;
  readonly target: MigrationTarget;
  readonly dryRun: boolean;
  readonly ran: readonly RanMigration[];
  /** Files that were made, relative to the workspace. */
  readonly created: readonly string[];
  /** Scripts: what could not be applied; the rest was. */
  readonly failures?: readonly FailedStatement[];
  /** What else a person has to know, a sentence each. */
  readonly notes?: readonly string[];
  /** SQLite: what the guard saw and did. */
  readonly guard?: GuardReport;
  /** The schema as CREATE statements, for a dry run. */
  readonly schema?: { readonly before: string; readonly after: string };
}
