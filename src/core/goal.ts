/** The databases that a workspace can run on. */
export type EngineId = 'postgresql' | 'sqlite';

/** `replace`: the old engine leaves. `keep-both`: it stays usable beside the new one. */
export type Strategy = 'replace' | 'keep-both';

/** `fresh`: a new first revision. `keep`: the revisions are rewritten to run on the target. */
export type HistoryChoice = 'fresh' | 'keep';

/** `configuration`: models, queries and migrations stay as they are. */
export type Scope = 'everything' | 'configuration';

/** SQL scripts: a translation beside each, or each rewritten where it stands. */
export type ScriptsChoice = 'twin' | 'in-place';

/** Whether a plan moves to another engine; one that makes code asynchronous stays where it is. */
export function isSwitch({ source, target }: Pick<Goal, 'source' | 'target'>): boolean {
  return source !== target;
}

/** What a switch is to reach; plain data, part of the plan. */
export interface Goal {
  readonly source: EngineId;
  readonly target: EngineId;
  readonly strategy: Strategy;
  readonly history: HistoryChoice;
  readonly scope: Scope;
  /** A twin where it is not given. */
  readonly scripts?: ScriptsChoice;
  /** Folder of the project within the workspace; empty for the whole workspace. */
  readonly project: string;
  readonly database: {
    /** The database's name on a server. */
    readonly name: string;
    /** The database's file, relative to the application's working directory. */
    readonly file: string;
  };
}
