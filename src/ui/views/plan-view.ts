import * as vscode from 'vscode';
import { isBlocked } from '../../core/plan.ts';
import { goalLabel } from '../goal-texts.ts';
import { chosenPaths, offersConfiguration, type PlannedSwitch } from '../planned-switch.ts';
import type { SwitchSession } from '../switch-session.ts';
import { planItem } from './plan-items.ts';
import { childNodes, type PlanNode, rootNodes } from './plan-nodes.ts';

export const planViewId = 'engineSwitch.plan';

/** The steps and notices of the plan, with a check box for each step. */
export class PlanView implements vscode.Disposable {
  private readonly session: SwitchSession;
  private readonly changed = new vscode.EventEmitter<PlanNode | undefined>();
  private readonly view: vscode.TreeView<PlanNode>;
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(session: SwitchSession) {
    this.session = session;
    this.view = vscode.window.createTreeView(planViewId, {
      treeDataProvider: {
        onDidChangeTreeData: this.changed.event,
        getTreeItem: (node) => this.itemOf(node),
        getChildren: (node) => this.childrenOf(node),
      },
      manageCheckboxStateManually: true,
    });
    this.subscriptions.push(
      this.changed,
      this.view,
      session.onDidChange((planned) => this.refresh(planned)),
      this.view.onDidChangeCheckboxState(({ items }) => this.takeTicks(items)),
    );
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private itemOf(node: PlanNode): vscode.TreeItem {
    const planned = this.session.current;
    return planned ? planItem(planned, node) : new vscode.TreeItem('');
  }

  private childrenOf(node?: PlanNode): PlanNode[] {
    const planned = this.session.current;
    if (!planned) return [];
    return [...(node ? childNodes(planned, node) : rootNodes(planned))];
  }

  private refresh(planned: PlannedSwitch | undefined): void {
    this.view.description = planned ? goalLabel(planned.plan.goal) : '';
    this.view.message = planned ? messageOf(planned) : '';
    this.changed.fire(undefined);
  }

  private takeTicks(items: readonly [PlanNode, vscode.TreeItemCheckboxState][]): void {
    for (const [node, state] of items) {
      const ids = stepIds(node);
      if (state === vscode.TreeItemCheckboxState.Checked) this.session.tick(ids);
      else this.session.untick(ids);
    }
  }
}

function stepIds(node: PlanNode): readonly string[] {
  if (node.kind === 'file') return node.steps.map(({ id }) => id);
  return node.kind === 'step' || node.kind === 'task' ? [node.step.id] : [];
}

function messageOf(planned: PlannedSwitch): string {
  const files = chosenPaths(planned).size;
  if (planned.applied) {
    return files === 1
      ? vscode.l10n.t('1 file was changed.')
      : vscode.l10n.t('{0} files were changed.', files);
  }
  if (offersConfiguration(planned)) {
    return vscode.l10n.t(
      'The errors below stand in the way of all of it; the configuration alone can be switched.',
    );
  }
  if (isBlocked(planned.plan)) {
    return vscode.l10n.t('Nothing can be applied before the errors below are solved.');
  }
  if (planned.plan.steps.length === 0) return vscode.l10n.t('Nothing has to be changed.');
  const alone =
    planned.plan.goal.scope === 'configuration'
      ? vscode.l10n.t('The configuration alone is switched; models and migrations stay.')
      : '';
  return [willChange(files), alone].filter(Boolean).join(' ');
}

function willChange(files: number): string {
  return files === 1
    ? vscode.l10n.t('1 file will change. Nothing is written before you apply.')
    : vscode.l10n.t('{0} files will change. Nothing is written before you apply.', files);
}
