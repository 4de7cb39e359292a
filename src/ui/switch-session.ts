import * as vscode from 'vscode';
import type { Journal } from '../core/journal.ts';
import type { PlanRequest } from '../workflow/plan-request.ts';
import { workspaceInput } from './open-editors.ts';
import type { PlannedSwitch, TaskState } from './planned-switch.ts';
import type { SwitchServices } from './switch-services.ts';
import { translatedNotice } from './translated-notice.ts';

/** The one plan that a window has before it, and everyone who wants to know when it changes. */
export class SwitchSession implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<PlannedSwitch | undefined>();
  private readonly services: () => Promise<SwitchServices>;
  private value: PlannedSwitch | undefined;
  private held = false;

  readonly onDidChange = this.changed.event;

  constructor(services: () => Promise<SwitchServices>) {
    this.services = services;
  }

  get current(): PlannedSwitch | undefined {
    return this.value;
  }

  /** Plans what is asked for and shows it in place of the one before; ticks of the same steps stay. */
  async plan(folder: vscode.WorkspaceFolder, request: PlanRequest): Promise<PlannedSwitch> {
    const planned = await this.make(folder, request);
    this.show(planned);
    return planned;
  }

  /** Plans again after files have changed, unless the plan is being written or has been. */
  async renew(): Promise<void> {
    const { value } = this;
    if (!value || value.applied || this.held) return;
    const planned = await this.make(value.folder, value.request);
    if (this.value === value && !this.held) this.show({ ...planned, left: value.left });
  }

  /** Keeps the plan as it is while it is being written. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.held = true;
    try {
      return await work();
    } finally {
      this.held = false;
    }
  }

  tick(ids: readonly string[]): void {
    this.change(({ left }) => ({ left: new Set([...left].filter((id) => !ids.includes(id))) }));
  }

  untick(ids: readonly string[]): void {
    this.change(({ left }) => ({ left: new Set([...left, ...ids]) }));
  }

  markApplied(applied: Journal): void {
    this.change(() => ({ applied }));
  }

  markTask(id: string, state: TaskState): void {
    this.change(({ tasks }) => ({ tasks: new Map([...tasks, [id, state]]) }));
  }

  discard(): void {
    this.show(undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async make(folder: vscode.WorkspaceFolder, request: PlanRequest): Promise<PlannedSwitch> {
    const services = await this.services();
    const planned = await services.plan(workspaceInput(folder), request);
    const notices = planned.plan.notices.map((each) => translatedNotice(each, services));
    return {
      ...planned,
      plan: { ...planned.plan, notices },
      folder,
      request,
      left: this.value?.left ?? new Set(),
      tasks: new Map(),
    };
  }

  private change(part: (planned: PlannedSwitch) => Partial<PlannedSwitch>): void {
    if (this.value) this.show({ ...this.value, ...part(this.value) });
  }

  private show(planned: PlannedSwitch | undefined): void {
    this.value = planned;
    this.changed.fire(planned);
  }
}
