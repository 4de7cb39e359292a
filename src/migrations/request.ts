import type { EngineId } from '../core/goal.ts';
import type { MigrationTool } from '../core/plan.ts';
import type { NewColumn } from './columns/new-column.ts';

/** What is asked of a tool. Names are those of the tool's own status list. */
export type MigrationAction =
  | { readonly kind: 'status' }
  /** Everything that is pending; up to and with `to` where it is given. */
  | { readonly kind: 'up'; readonly to?: string }
  /** One that is pending: the named one, else the next. */
  | { readonly kind: 'up-one'; readonly name?: string }
  /** One that is done: the named one, else the last. */
  | { readonly kind: 'down'; readonly name?: string }
  | { readonly kind: 'rollback'; readonly scope: 'batch' | 'all' }
  | { readonly kind: 'seed'; readonly file?: string }
  | {
      readonly kind: 'make';
      readonly name: string;
      readonly extension?: string;
      /** What it does, where that is to add a column. */
      readonly column?: NewColumn;
    }
  | { readonly kind: 'unlock' }
  /** Alembic: says that the database is at a revision, and changes nothing else. */
  | { readonly kind: 'stamp'; readonly name: string }
  /** Alembic: a revision that joins all heads. */
  | { readonly kind: 'merge'; readonly name: string }
  /**
   * The old migrations move aside, and a new one makes what the models say (Alembic), or what the
   * old ones made (Knex).
   */
  | { readonly kind: 'fresh' }
  /** Brings back the history that gave way last, and the database keeps its rows. */
  | { readonly kind: 'restore-history' }
  /** Alembic: sets it up in a project that has none. */
  | { readonly kind: 'set-up' };

/** An action that changes the database, and is therefore guarded. */
export type ChangeAction = Exclude<
  MigrationAction,
  { readonly kind: 'status' | 'make' | 'merge' | 'fresh' | 'restore-history' | 'set-up' }
>;

/** One request to the child process that runs migrations; plain data. */
export interface MigrationRequest {
  readonly tool: MigrationTool;
  readonly action: MigrationAction;
  /** The workspace's absolute path. */
  readonly workspace: string;
  /** The folder of the project, absolute. */
  readonly folder: string;
  /** Knex's environment; NODE_ENV, else `development`, where it is not given. */
  readonly environment?: string;
  /** Alembic: its configuration file, relative to the workspace, where there are several. */
  readonly config?: string;
  /** Refuse to run where the project is pointed at another engine. */
  readonly engine?: EngineId;
  /** Scripts: the SQLite file, relative to the workspace, where the project does not say. */
  readonly database?: string;
  /** The Python to use, absolute; found where it is not given. */
  readonly python?: string;
  /** Env files besides the project's `.env`, absolute. */
  readonly envFiles?: readonly string[];
  readonly dryRun: boolean;
  /** How many backups of a SQLite database are kept. */
  readonly keepBackups: number;
}
