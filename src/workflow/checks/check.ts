import type { Catalog } from '../../catalog/model.ts';
import type { Notice } from '../../core/notice.ts';
import type { Plan, Step } from '../../core/plan.ts';
import type { FileStore, ProcessRunner } from '../../core/ports.ts';
import type { WorkspaceSnapshot } from '../../core/snapshot.ts';

/** What was seen in a copy of the database; the original is only read. */
export interface DatabaseInspection {
  readonly catalog: Catalog;
  /** Rows that refer to rows that do not exist. */
  readonly orphans: number;
  /** Tables that take no new row, tried with one that was rolled back. */
  readonly insertProblems: readonly { readonly table: string; readonly message: string }[];
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
  /** Another program answered there before the application was started; it was not. */
  readonly isTaken?: true;
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
  /** Looks into a copy of a database file of the workspace, WAL content included. */
  readonly inspect: (path: string) => Promise<DatabaseInspection>;
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

/**
 * Where the database's file can be on this machine, relative to the workspace: in the project, and
 * where a task writes it, which can run in another folder.
 */
export function databasePaths({ goal, steps }: Plan): readonly string[] {
  const { file } = goal.database;
  const own = goal.project ? `${goal.project}/${file}` : file;
  const written = steps.flatMap((step) => (step.kind === 'task' ? step.task.writes : []));
  return [...new Set([own, ...written.filter((path) => path.endsWith(`/${file}`))])];
}

/** Whether a step makes tables. */
export function migrates(step: Step): boolean {
  return step.kind === 'task' && step.task.migration !== undefined;
}

/** The first of these that is there. */
export async function databaseThere({ plan, files }: CheckContext): Promise<string | undefined> {
  for (const path of databasePaths(plan)) {
    if (await files.exists(path)) return path;
  }
  return undefined;
}

/** Judges what an inspection of the database saw; skipped where there is no file. */
export async function lookInto(
  context: CheckContext,
  judge: (seen: DatabaseInspection) => Seen,
): Promise<Seen> {
  const path = await databaseThere(context);
  if (!path) return skipped(`There is no ${databasePaths(context.plan)[0]} yet.`);
  return judge(await context.inspect(path));
}
