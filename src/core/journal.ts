import type { Goal } from './goal.ts';
import type { Task } from './plan.ts';

/**
 * The record of one switch. Each entry is written before its effect, so that a kill at any moment
 * leaves a workspace that can be taken back. Contents are kept beside it, by hash, because they
 * can hold passwords: this record holds none.
 */
export interface Journal {
  readonly version: 1;
  readonly id: string;
  readonly goal: Goal;
  /** `applied` once all files are written; `reverting` from the first effect of an undo on. */
  readonly state: 'applying' | 'applied' | 'reverting' | 'reverted';
  readonly entries: readonly JournalEntry[];
}

export type JournalEntry = FileEntry | TaskEntry;

/** A file before and after; `undefined` where it did not exist. Hashes name kept contents. */
export interface FileEntry {
  readonly kind: 'file';
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** Folders that had to be made for it, the innermost first. */
  readonly madeFolders: readonly string[];
  /** POSIX permission bits of the file before, given back on revert. */
  readonly mode?: number;
}

/** A task that was started, and the files below the paths that it may write, as they were. */
export interface TaskEntry {
  readonly kind: 'task';
  readonly step: string;
  readonly task: Task;
  readonly existed: readonly string[];
}
