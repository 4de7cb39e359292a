import * as vscode from 'vscode';
import type { Goal } from '../../core/goal.ts';
import { engines } from '../../engines/index.ts';
import type { ChoiceName } from './plan-nodes.ts';

/** The question behind a choice, in two or three words. */
export function choiceLabel(choice: ChoiceName): string {
  switch (choice) {
    case 'project':
      return vscode.l10n.t('Project');
    case 'history':
      return vscode.l10n.t('Migrations');
    case 'strategy':
      return engineLabel();
    case 'scope':
      return vscode.l10n.t('What is switched');
    case 'scripts':
      return vscode.l10n.t('SQL scripts');
  }
}

function engineLabel(): string {
  return vscode.l10n.t('Old engine');
}

/** What a plan's goal says of a choice. */
export function choiceValue(goal: Goal, choice: ChoiceName): string {
  switch (choice) {
    case 'project':
      return goal.project || vscode.l10n.t('whole workspace');
    case 'history':
      return goal.history === 'keep'
        ? vscode.l10n.t('keep the migrations')
        : vscode.l10n.t('start fresh');
    case 'strategy':
      return goal.strategy === 'replace'
        ? vscode.l10n.t('replace {0}', engines[goal.source].label)
        : vscode.l10n.t('keep {0} usable', engines[goal.source].label);
    case 'scope':
      return goal.scope === 'everything'
        ? vscode.l10n.t('everything')
        : vscode.l10n.t('the configuration alone');
    case 'scripts':
      return goal.scripts === 'in-place'
        ? vscode.l10n.t('rewrite the scripts')
        : vscode.l10n.t('a twin beside each');
  }
}
