import type { FileChange } from '../core/file-change.ts';
import type { EngineId, Goal } from '../core/goal.ts';
import type { Notice } from '../core/notice.ts';
import type { Task } from '../core/plan.ts';
import type { Span } from '../core/span.ts';
import type { Engine } from '../engines/engine.ts';
import type { DatabaseUrl } from '../engines/url.ts';
import type { Project } from './project.ts';

/** One place of a workspace that has to do with a database. Recipes add fields of their own. */
export interface Finding {
  readonly path: string;
  readonly span: Span;
  /** The engine that the place speaks for, where it does. */
  readonly engine?: EngineId;
  /** A few words for a tree: `DATABASE_URL in .env`. Holds no password. */
  readonly label: string;
  readonly connection?: ConnectionPoint;
}

/** A finding's part in the connection graph: who supplies the URL to whom. */
export interface ConnectionPoint {
  readonly role: 'supplies' | 'consumes' | 'serves';
  /** The variable, setting or service by which suppliers and consumers are matched. */
  readonly name: string;
  readonly url?: DatabaseUrl;
  /** `development`, `test`, `production`, a compose file's name... where the place says so. */
  readonly profile?: string;
}

/** A proposed change of one file, with what the user is told of it. */
export interface ProposedChange {
  readonly title: string;
  readonly why: string;
  readonly change: FileChange;
}

export interface ProposedTask {
  readonly title: string;
  readonly why: string;
  readonly task: Task;
}

/** What a recipe makes of one finding. Unsure means a notice and no change. */
export interface Outcome {
  readonly changes: readonly ProposedChange[];
  readonly tasks: readonly ProposedTask[];
  readonly notices: readonly Notice[];
}

/** What a recipe knows while it rewrites. */
export interface SwitchContext {
  readonly project: Project;
  readonly goal: Goal;
  readonly source: Engine;
  readonly target: Engine;
  /** What the project runs on before the switch, as far as its settings say. */
  readonly runsOn: EngineId | 'mixed' | undefined;
}

/** The ecosystems that recipes are sorted by; folder names under `recipes`. */
export type Ecosystem =
  | 'compose'
  | 'docker'
  | 'env'
  | 'python'
  | 'sqlalchemy'
  | 'alembic'
  | 'django'
  | 'flask'
  | 'node'
  | 'workspace';

/**
 * One kind of edit that a switch needs. `id` is the file's name. Both functions are pure; `rewrite`
 * gives nothing for a finding that is already right for the target (plans are idempotent).
 */
export interface Recipe<F extends Finding = Finding> {
  readonly id: string;
  readonly ecosystem: Ecosystem;
  /** What it does, as a sentence for the documentation. */
  readonly title: string;
  /** Works on models, queries or migrations: left out where the configuration alone is switched. */
  readonly beyondConfiguration?: true;
  /** Every place that concerns this recipe, of either engine, in path and text order. */
  detect(project: Project): readonly F[];
  rewrite(finding: F, context: SwitchContext): Outcome;
}

/** An outcome with only what is given. */
export function outcome(parts: Partial<Outcome>): Outcome {
  return { changes: [], tasks: [], notices: [], ...parts };
}
