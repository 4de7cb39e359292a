import * as vscode from 'vscode';

/** One thing to choose from. */
export interface Answer<T> {
  readonly label: string;
  readonly detail?: string;
  readonly description?: string;
  readonly value: T;
}

export interface Question<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly answers: readonly Answer<T>[];
  /** Counted from 1. */
  readonly step?: number;
  readonly totalSteps?: number;
}

/** The user went back to the question before. */
export const wentBack = Symbol('went back');

/** Asks in a quick pick, with Back from the second step on; throws a cancellation on Escape. */
export function ask<T>(question: Question<T>): Promise<T | typeof wentBack> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & Answer<T>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.items = question.answers;
  pick.matchOnDetail = true;
  if (question.step !== undefined) pick.step = question.step;
  if (question.totalSteps !== undefined) pick.totalSteps = question.totalSteps;
  if ((question.step ?? 1) > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<T | typeof wentBack>((resolve, reject) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) resolve(chosen.value);
    });
    pick.onDidTriggerButton(() => resolve(wentBack));
    pick.onDidHide(() => reject(new vscode.CancellationError()));
    pick.show();
  }).finally(() => pick.dispose());
}
