import * as vscode from 'vscode';
import type { Notice, Severity } from '../../core/notice.ts';
import type { Step } from '../../core/plan.ts';
import { isTicked, type PlannedSwitch, type TaskState, taskState } from '../planned-switch.ts';
import { choiceLabel, choiceValue } from './plan-choices.ts';
import type { FileNode, PlanNode } from './plan-nodes.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const { Checked, Unchecked } = vscode.TreeItemCheckboxState;

/** How a row of the plan view looks. */
export function planItem(planned: PlannedSwitch, node: PlanNode): vscode.TreeItem {
  const item = bareItem(planned, node);
  item.id = node.id;
  return item;
}

function bareItem(planned: PlannedSwitch, node: PlanNode): vscode.TreeItem {
  switch (node.kind) {
    case 'workspace-notice':
      return node.notice.code === 'configuration-alone'
        ? offerItem(node.notice)
        : noticeItem(node.notice, node);
    case 'notice':
      return noticeItem(node.notice, node);
    case 'obstacles':
      return groupItem(vscode.l10n.t('Stands in the way'), 'obstacles', 'error');
    case 'obstacle':
      return obstacleItem(node.notice, node);
    case 'choices':
      return choicesItem(planned);
    case 'choice':
      return choiceItem(planned, node);
    case 'file':
      return fileItem(planned, node);
    case 'step':
      return stepItem(planned, node.step, node);
    case 'alone':
      return groupItem(vscode.l10n.t('Left alone'), 'alone', 'eye');
    case 'tasks':
      return groupItem(vscode.l10n.t('Run afterwards'), 'tasks', 'terminal');
    case 'task':
      return taskItem(planned, node);
  }
}

function groupItem(label: string, context: string, icon: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, Expanded);
  item.contextValue = context;
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

function choicesItem({ plan }: PlannedSwitch): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Choices'), Collapsed);
  item.iconPath = new vscode.ThemeIcon('settings');
  item.description = [choiceValue(plan.goal, 'strategy'), choiceValue(plan.goal, 'history')].join(
    ' · ',
  );
  item.contextValue = 'choices';
  return item;
}

function choiceItem(
  { plan, applied }: PlannedSwitch,
  { choice }: Extract<PlanNode, { kind: 'choice' }>,
): vscode.TreeItem {
  const item = new vscode.TreeItem(choiceLabel(choice), None);
  item.description = choiceValue(plan.goal, choice);
  if (applied) return item;
  item.contextValue = 'choice';
  item.command = {
    command: 'engineSwitch.choose',
    title: vscode.l10n.t('Choose'),
    arguments: [choice],
  };
  return item;
}

function fileItem(planned: PlannedSwitch, node: FileNode): vscode.TreeItem {
  const uri = vscode.Uri.joinPath(planned.folder.uri, node.path);
  const item = new vscode.TreeItem(uri, Expanded);
  const folder = node.path.slice(0, Math.max(0, node.path.lastIndexOf('/')));
  item.label = node.path.slice(folder ? folder.length + 1 : 0);
  item.description = folder;
  item.iconPath = vscode.ThemeIcon.File;
  item.tooltip = node.path;
  if (node.steps.length === 0) return item;
  item.contextValue = 'file';
  const all = node.steps.every(({ id }) => isTicked(planned, id));
  if (!planned.applied) item.checkboxState = all ? Checked : Unchecked;
  return item;
}

function stepItem(planned: PlannedSwitch, step: Step, node: PlanNode): vscode.TreeItem {
  const item = new vscode.TreeItem(step.title, None);
  item.tooltip = stepTooltip(step);
  item.contextValue = 'step';
  item.command = {
    command: 'engineSwitch.openStep',
    title: vscode.l10n.t('Open Changes'),
    arguments: [node],
  };
  const ticked = isTicked(planned, step.id);
  if (planned.applied) item.iconPath = ticked ? doneIcon() : leftIcon();
  else item.checkboxState = ticked ? Checked : Unchecked;
  return item;
}

function taskItem(
  planned: PlannedSwitch,
  { step }: Extract<PlanNode, { kind: 'task' }>,
): vscode.TreeItem {
  const item = new vscode.TreeItem(step.title, None);
  item.tooltip = stepTooltip(step);
  item.description = [step.task.tool, ...step.task.args].join(' ');
  item.contextValue = 'task';
  const state = taskState(planned, step.id);
  if (planned.applied) {
    item.iconPath = taskIcon(state);
    if (state === 'open' || state === 'failed') item.contextValue = 'task.open';
  } else item.checkboxState = isTicked(planned, step.id) ? Checked : Unchecked;
  return item;
}

function noticeItem(notice: Notice, node: PlanNode): vscode.TreeItem {
  const item = new vscode.TreeItem(notice.message, None);
  item.iconPath = severityIcon(notice.severity);
  if (notice.range) item.description = vscode.l10n.t('line {0}', notice.range.start.line + 1);
  item.tooltip = new vscode.MarkdownString().appendText(notice.message).appendMarkdown('\n\n');
  item.tooltip.appendText(notice.nextStep);
  item.contextValue = 'notice';
  if (notice.path) {
    item.command = {
      command: 'engineSwitch.openNotice',
      title: vscode.l10n.t('Go to File'),
      arguments: [node],
    };
  }
  return item;
}

function obstacleItem(notice: Notice, node: PlanNode): vscode.TreeItem {
  const item = noticeItem(notice, node);
  const { path, range } = notice;
  item.description = range ? `${path}:${range.start.line + 1}` : path;
  return item;
}

/** The way on from a refused plan, one click away. */
function offerItem({ message, nextStep }: Notice): vscode.TreeItem {
  const title = vscode.l10n.t('Plan the configuration alone');
  const item = new vscode.TreeItem(title, None);
  item.iconPath = new vscode.ThemeIcon('lightbulb', new vscode.ThemeColor('textLink.foreground'));
  item.tooltip = new vscode.MarkdownString().appendText(message).appendMarkdown('\n\n');
  item.tooltip.appendText(nextStep);
  item.command = { command: 'engineSwitch.planConfiguration', title };
  return item;
}

function stepTooltip({ title, why }: Step): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('**').appendText(title).appendMarkdown('**\n\n');
  return tooltip.appendText(why);
}

function severityIcon(severity: Severity): vscode.ThemeIcon {
  switch (severity) {
    case 'blocking':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
    case 'warning':
      return new vscode.ThemeIcon(
        'warning',
        new vscode.ThemeColor('problemsWarningIcon.foreground'),
      );
    case 'info':
      return new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground'));
  }
}

function taskIcon(state: TaskState): vscode.ThemeIcon {
  switch (state) {
    case 'running':
      return new vscode.ThemeIcon('loading~spin');
    case 'done':
      return doneIcon();
    case 'failed':
      return severityIcon('blocking');
    case 'open':
      return new vscode.ThemeIcon('circle-large-outline');
  }
}

function doneIcon(): vscode.ThemeIcon {
  return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
}

function leftIcon(): vscode.ThemeIcon {
  return new vscode.ThemeIcon('circle-slash');
}
