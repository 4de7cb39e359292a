import * as vscode from 'vscode';
import { chosenPaths, type PlannedSwitch } from '../planned-switch.ts';
import type { Command, SwitchUi } from './command.ts';

interface Action extends vscode.QuickPickItem {
  readonly command: string;
}

/** What can be done now, as a quick pick: the click on the status bar's entry. */
export const showActionsCommand: Command = {
  id: 'engineSwitch.showActions',
  async run(ui) {
    const chosen = await vscode.window.showQuickPick(actionsOf(ui), {
      title: vscode.l10n.t('Database'),
      placeHolder: vscode.l10n.t('What do you want to do?'),
    });
    if (chosen) await vscode.commands.executeCommand(chosen.command);
  },
};

function actionsOf(ui: SwitchUi): readonly Action[] {
  return [...planActions(ui), ...engineActions(ui), ...undoActions(ui), ...otherActions()];
}

function planActions({ session }: SwitchUi): readonly Action[] {
  const planned = session.current;
  if (!planned || planned.applied) return [];
  return [
    {
      label: `$(check) ${vscode.l10n.t('Apply Plan')}`,
      description: filesIn(planned),
      command: 'engineSwitch.applyPlan',
    },
    {
      label: `$(diff-multiple) ${vscode.l10n.t('Open All Changes')}`,
      command: 'engineSwitch.openAllChanges',
    },
  ];
}

function filesIn(planned: PlannedSwitch): string {
  const { size } = chosenPaths(planned);
  return size === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', size);
}

function engineActions({ monitor }: SwitchUi): readonly Action[] {
  const { engine } = monitor;
  const toggle = {
    label: `$(arrow-swap) ${vscode.l10n.t('Toggle Engine')}`,
    description: vscode.l10n.t('changes the env file alone'),
    command: 'engineSwitch.toggleEngine',
  };
  if (monitor.keepsBoth) return [toggle];
  const toSqlite = {
    label: `$(arrow-swap) ${vscode.l10n.t('Switch to SQLite')}`,
    command: 'engineSwitch.switchToSqlite',
  };
  const toPostgresql = {
    label: `$(arrow-swap) ${vscode.l10n.t('Switch to PostgreSQL')}`,
    command: 'engineSwitch.switchToPostgresql',
  };
  if (engine === 'postgresql') return [toSqlite];
  return engine === 'sqlite' ? [toPostgresql] : [toSqlite, toPostgresql];
}

function undoActions({ monitor }: SwitchUi): readonly Action[] {
  if (!monitor.revertible) return [];
  return [
    { label: `$(discard) ${vscode.l10n.t('Undo Switch')}`, command: 'engineSwitch.undoSwitch' },
  ];
}

function otherActions(): readonly Action[] {
  return [
    {
      label: `$(checklist) ${vscode.l10n.t('Check Workspace')}`,
      command: 'engineSwitch.checkWorkspace',
    },
    { label: `$(output) ${vscode.l10n.t('Show Log')}`, command: 'engineSwitch.showLog' },
  ];
}
