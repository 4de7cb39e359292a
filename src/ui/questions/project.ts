import * as vscode from 'vscode';
import { ask, type Question } from './ask.ts';

/** The question which project is switched; its answers are their folders. */
export function projectQuestion(roots: readonly string[]): Question<string> {
  return {
    title: vscode.l10n.t('Switch the database of one project'),
    placeholder: vscode.l10n.t('This workspace has several projects that use a database'),
    answers: roots.map((root) => ({
      label: root || vscode.l10n.t('The whole workspace'),
      value: root,
    })),
  };
}

export async function askProject(roots: readonly string[]): Promise<string> {
  const answer = await ask(projectQuestion(roots));
  if (typeof answer === 'string') return answer;
  throw new vscode.CancellationError();
}
