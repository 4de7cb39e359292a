import type { Journal } from '../core/journal.ts';
import type { NoticeCode, NoticeDefinition } from '../core/notice.ts';
import type { Plan, TaskStep } from '../core/plan.ts';
import type { Progress } from '../core/ports.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import type { CheckResult } from '../workflow/check.ts';
import type { CheckOutcome } from '../workflow/check-result.ts';
import type { StartRequest } from '../workflow/checks/check.ts';
import type { Detection } from '../workflow/detect.ts';
import type { PlanRequest } from '../workflow/plan-request.ts';
import type { Reverted } from '../workflow/revert.ts';

/** A workspace folder as the editor shows it. */
export interface WorkspaceInput {
  /** Absolute path. */
  readonly folder: string;
  /** Texts of unsaved editors by relative path; they win over the disk. */
  readonly unsaved: ReadonlyMap<string, string>;
}

export interface DetectedWorkspace {
  readonly detection: Detection;
  /** The newest switch that can be undone. */
  readonly newest: Journal | undefined;
}

export interface PlannedWorkspace {
  readonly plan: Plan;
  readonly before: WorkspaceSnapshot;
  /** Texts of the files that go back to what they were before an earlier switch. */
  readonly restored: ReadonlyMap<string, string>;
  /** Folders of the projects that use a database. */
  readonly projects: readonly string[];
}

export interface ReportRequest {
  readonly journal: string;
  /** What was applied of the plan. */
  readonly plan: Plan;
  readonly before: WorkspaceSnapshot;
  readonly checks: readonly CheckOutcome[];
}

/** How a task tells of itself while it runs. */
export interface TaskWatch {
  readonly progress: Progress;
  readonly output: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface VerifyWatch extends Omit<TaskWatch, 'output'> {
  /** How the application is started and asked, where the user has said so. */
  readonly start?: StartRequest;
}

/**
 * What the user interface asks of the rest of the program. It is given as an interface, so that
 * its parsers are loaded when they are first needed and not when the extension activates.
 */
export interface SwitchServices {
  detect(input: WorkspaceInput): Promise<DetectedWorkspace>;
  plan(input: WorkspaceInput, request: PlanRequest): Promise<PlannedWorkspace>;
  check(input: WorkspaceInput): Promise<CheckResult>;
  /** The texts of a kind of notice, with placeholders: what is translated. */
  noticeTexts(code: NoticeCode): NoticeDefinition;
  /** Writes the chosen steps; throws what `applyPlan` throws. */
  apply(
    folder: string,
    plan: Plan,
    chosen: ReadonlySet<string>,
    progress: Progress,
  ): Promise<Journal>;
  runTasks(
    folder: string,
    applied: Journal,
    steps: readonly TaskStep[],
    watch: TaskWatch,
  ): Promise<Journal>;
  /** Looks whether an applied switch works; throws the signal's reason when cancelled. */
  verify(folder: string, plan: Plan, watch: VerifyWatch): Promise<readonly CheckOutcome[]>;
  /** Writes the report of a switch; gives its path in the workspace. */
  report(folder: string, request: ReportRequest): Promise<string>;
  revert(folder: string, progress: Progress): Promise<Reverted>;
}
