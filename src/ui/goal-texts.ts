import * as vscode from 'vscode';
import { type Goal, isSwitch } from '../core/goal.ts';
import { engines } from '../engines/index.ts';

/** What a plan is for, in a few words: `PostgreSQL → SQLite`. */
export function goalLabel(goal: Goal): string {
  return isSwitch(goal)
    ? `${engines[goal.source].label} → ${engines[goal.target].label}`
    : vscode.l10n.t('SQLAlchemy, asynchronous');
}

/** What is being done while a plan is written. */
export function applyingText(goal: Goal): string {
  return isSwitch(goal)
    ? vscode.l10n.t('Switching to {0}', engines[goal.target].label)
    : vscode.l10n.t('Making SQLAlchemy asynchronous');
}

/** What is done once the files are written, and what remains. */
export function appliedText(goal: Goal, tasks: string): string {
  return isSwitch(goal)
    ? vscode.l10n.t(
        'The files are switched to {0}. To finish: {1}.',
        engines[goal.target].label,
        tasks,
      )
    : vscode.l10n.t('SQLAlchemy is asynchronous in the files. To finish: {0}.', tasks);
}

/** The question before a plan that was applied is taken back. */
export function undoQuestion(goal: Goal): string {
  return isSwitch(goal)
    ? vscode.l10n.t('Undo the switch to {0}?', engines[goal.target].label)
    : vscode.l10n.t('Make SQLAlchemy synchronous again?');
}

/** What is being done while a plan is taken back. */
export function undoingText(goal: Goal): string {
  return isSwitch(goal)
    ? vscode.l10n.t('Undoing the switch to {0}', engines[goal.target].label)
    : vscode.l10n.t('Making SQLAlchemy synchronous again');
}

/** That a plan has neither a step nor a notice. */
export function nothingToDoText(goal: Goal): string {
  return isSwitch(goal)
    ? vscode.l10n.t(
        'Nothing has to be changed: this workspace runs on {0}.',
        engines[goal.target].label,
      )
    : vscode.l10n.t('Nothing has to be changed: no synchronous SQLAlchemy was found.');
}
