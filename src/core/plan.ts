import type { FileChange } from './file-change.ts';
import type { EngineId, Goal } from './goal.ts';
import type { Notice } from './notice.ts';

/** What a switch does, in order, as plain JSON: what is previewed is what is applied. */
export interface Plan {
  readonly version: 1;
  readonly goal: Goal;
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
}

/** Whether something stands in the way of applying a plan. */
export function isBlocked({ notices }: Plan): boolean {
  return notices.some(({ severity }) => severity === 'blocking');
}

export type Step = FileStep | TaskStep;

interface StepBase {
  /** Stable for the same snapshot: the recipe, the path and a counter where needed. */
  readonly id: string;
  readonly recipe: string;
  readonly title: string;
  readonly why: string;
}

/** One recipe's change of one file. Several steps may change one file; their edits are disjoint. */
export interface FileStep extends StepBase {
  readonly kind: 'file';
  readonly path: string;
  readonly change: FileChange;
}

/** Something to run after the files are written. */
export interface TaskStep extends StepBase {
  readonly kind: 'task';
  readonly task: Task;
}

/** Programs that a task can name. */
export type TaskTool =
  | 'python'
  | 'uv'
  | 'poetry'
  | 'pipenv'
  | 'pdm'
  | 'node'
  | 'npm'
  | 'yarn'
  | 'bun'
  | 'pnpm'
  | 'docker'
  | 'engine-switch';

/** The runners of migrations that this program can drive; `sql` is a folder of plain scripts. */
export type MigrationTool = 'knex' | 'alembic' | 'sql';

/** A run of migrations that this program makes itself, so that a SQLite file is guarded. */
export interface GuardedMigration {
  readonly tool: MigrationTool;
  /** The file that configures it, relative to the workspace. */
  readonly config: string;
  /** The engine that it has to be pointed at: nothing runs where it still points at another. */
  readonly engine: EngineId;
  /** `make` writes a revision of what the models say. */
  readonly action: { readonly kind: 'up' } | { readonly kind: 'make'; readonly name: string };
}

/** A program run for the user, as data. */
export interface Task {
  readonly kind: 'install' | 'migrate' | 'copy';
  /** Found at run time: the project's own interpreter or package manager wins. */
  readonly tool: TaskTool;
  readonly args: readonly string[];
  /** What is run instead of the command, which does the same without a guard. */
  readonly migration?: GuardedMigration;
  /** Relative to the workspace. */
  readonly cwd: string;
  /** Files or folders that it may make or change, relative to the workspace; undo removes them. */
  readonly writes: readonly string[];
  /** How it is undone, in words for the user. */
  readonly undo: string;
}
