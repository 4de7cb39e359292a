import type { Query } from '../../catalog/query.ts';
import type { Notice } from '../../core/notice.ts';
import type { Plan } from '../../core/plan.ts';
import type { FileStore, ProcessRunner } from '../../core/ports.ts';
import type { WorkspaceSnapshot } from '../../core/snapshot.ts';

/** A copy of a database that may be written to; the original is never opened for writing. */
export interface ScratchDatabase {
  readonly query: Query;
  /** Throws what the database says. */
  execute(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** An application that was started to be asked. */
export interface StartRequest {
  /** As typed in a terminal, in the project's folder. */
  readonly command: string;
  readonly url: string;
}

export interface ApplicationAnswer {
  /** Of the first answer; `undefined` where none came. */
  readonly status?: number;
  /** The last lines that it printed. */
  readonly output: string;
}

/** What checks may look at and use. */
export interface CheckContext {
  readonly plan: Plan;
  /** The workspace after the switch. */
  readonly after: WorkspaceSnapshot;
  /** What still points at the old engine. */
  readonly problems: readonly Notice[];
  readonly files: FileStore;
  readonly processes: ProcessRunner;
  /** Opens a copy of a database file of the workspace, WAL content included. */
  readonly scratchCopy: (path: string) => Promise<ScratchDatabase>;
  readonly start?: StartRequest;
  /** Starts it in a folder, asks until it answers or ends, and stops it again. */
  readonly tryApplication: (start: StartRequest, cwd: string) => Promise<ApplicationAnswer>;
  readonly signal?: AbortSignal;
}

export interface Seen {
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
}

/** One question about a switched workspace. `id` is the file's name. */
export interface WorkspaceCheck {
  readonly id: string;
  readonly title: string;
  /** Throws nothing that the user could not act on: failures to look are `skipped`. */
  look(context: CheckContext): Promise<Seen>;
}

export const passed = (detail: string): Seen => ({ result: 'passed', detail });
export const failed = (detail: string): Seen => ({ result: 'failed', detail });
export const skipped = (detail: string): Seen => ({ result: 'skipped', detail });

/** Where the database's file is on this machine, relative to the workspace. */
export function databasePath({ goal }: Plan): string {
  const { file } = goal.database;
  return goal.project ? `${goal.project}/${file}` : file;
}

/** Looks into a copy of the database; skipped where there is no file to copy. */
export async function lookInto(
  context: CheckContext,
  look: (database: ScratchDatabase) => Promise<Seen>,
): Promise<Seen> {
  const path = databasePath(context.plan);
  if (!(await context.files.exists(path))) return skipped(`There is no ${path} yet.`);
  const database = await context.scratchCopy(path);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}
