import * as vscode from 'vscode';
import { type EngineId, isSwitch } from '../core/goal.ts';
import { workspaceInput } from './open-editors.ts';
import type { DetectedWorkspace, SwitchServices } from './switch-services.ts';

/** What the status bar says of a workspace. */
export type ShownEngine = EngineId | 'mixed' | 'none' | 'unknown';

/** Files that can say which database is used; others do not start a new look. A glob nests no braces. */
const telling =
  '**/{*.env,.env*,*.yml,*.yaml,*.toml,*.ini,*.cfg,*.py,requirements*.txt,Pipfile,package.json,knexfile.*,Dockerfile*}';

/** Milliseconds without a change before the workspace is looked through again. */
const quietTime = 600;

/** Knows which engine the window's workspace uses, and looks again when its files change. */
export class EngineMonitor implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly services: () => Promise<SwitchServices>;
  private readonly report: (error: unknown) => void;
  private readonly watcher = vscode.workspace.createFileSystemWatcher(telling);
  private readonly found = new Map<string, DetectedWorkspace>();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.changed.event;

  constructor(services: () => Promise<SwitchServices>, report: (error: unknown) => void) {
    this.services = services;
    this.report = report;
    const soon = () => this.lookSoon();
    this.watcher.onDidChange(soon);
    this.watcher.onDidCreate(soon);
    this.watcher.onDidDelete(soon);
  }

  get engine(): ShownEngine {
    const detected = [...this.found.values()];
    if (detected.length === 0 && localFolders().length > 0) return 'unknown';
    const engines = new Set(detected.flatMap((one) => engineIn(one) ?? []));
    const [engine = 'none'] = engines;
    return engines.size > 1 ? 'mixed' : engine;
  }

  /** Whether a switch of any folder can be undone. */
  get revertible(): boolean {
    return [...this.found.values()].some(({ newest }) => newest !== undefined);
  }

  /** Whether a folder was switched in a way that keeps both engines usable. */
  get keepsBoth(): boolean {
    return [...this.found.values()].some(keepsBoth);
  }

  /** Looks through every folder now. */
  async look(): Promise<void> {
    clearTimeout(this.timer);
    const services = await this.services();
    const folders = localFolders();
    this.found.clear();
    for (const folder of folders) {
      this.found.set(folder.uri.toString(), await services.detect(workspaceInput(folder)));
    }
    this.changed.fire();
  }

  detected(folder: vscode.WorkspaceFolder): DetectedWorkspace | undefined {
    return this.found.get(folder.uri.toString());
  }

  lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look().catch(this.report), quietTime);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher.dispose();
    this.changed.dispose();
  }
}

/** The window's folders that lie on this machine. */
export function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

/** Where both engines stay usable, the one that was switched to is in use. */
function engineIn(detected: DetectedWorkspace): EngineId | 'mixed' | undefined {
  return keepsBoth(detected) ? detected.newest?.goal.target : detected.detection.engine;
}

function keepsBoth({ newest }: DetectedWorkspace): boolean {
  return (
    newest?.state === 'applied' && isSwitch(newest.goal) && newest.goal.strategy === 'keep-both'
  );
}
