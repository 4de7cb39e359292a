import * as vscode from 'vscode';
import type { Goal } from '../../core/goal.ts';
import { engines } from '../../engines/index.ts';
import type { PlanOptions } from '../../workflow/plan.ts';
import type { PlannedSwitch } from '../planned-switch.ts';
import type { ChoiceName } from '../views/plan-nodes.ts';
import { ask, type Question, wentBack } from './ask.ts';
import { projectQuestion } from './project.ts';

/** Asks one choice after the other, beginning with `first`, with Back; gives the new options. */
export async function askChoices(
  planned: PlannedSwitch,
  now: PlanOptions,
  names: readonly ChoiceName[],
): Promise<PlanOptions> {
  let options = now;
  for (let index = 0; index < names.length; ) {
    const name = names[index] ?? 'strategy';
    const question = { ...questionOf(name, planned), step: index + 1, totalSteps: names.length };
    const answer = await ask<Partial<PlanOptions>>(question);
    if (answer === wentBack) index -= 1;
    else {
      options = { ...options, ...answer };
      index += 1;
    }
  }
  return options;
}

function questionOf(name: ChoiceName, planned: PlannedSwitch): Question<Partial<PlanOptions>> {
  const { goal } = planned.plan;
  switch (name) {
    case 'project': {
      const { answers, ...question } = projectQuestion(planned.projects);
      return {
        ...question,
        answers: answers.map((answer) => ({ ...answer, value: { project: answer.value } })),
      };
    }
    case 'strategy':
      return strategyQuestion(goal);
    case 'history':
      return historyQuestion(goal);
    case 'scope':
      return scopeQuestion(goal);
    case 'scripts':
      return scriptsQuestion(goal);
  }
}

function strategyQuestion(goal: Goal): Question<Partial<PlanOptions>> {
  const source = engines[goal.source].label;
  const target = engines[goal.target].label;
  return {
    title: vscode.l10n.t('Switch to {0}', target),
    placeholder: vscode.l10n.t('What becomes of {0}?', source),
    answers: [
      {
        label: vscode.l10n.t('Replace {0}', source),
        detail: vscode.l10n.t('Its service, drivers and settings leave the workspace.'),
        ...nowIf(goal.strategy, 'replace'),
        value: { strategy: 'replace' },
      },
      {
        label: vscode.l10n.t('Keep {0} usable', source),
        detail: vscode.l10n.t(
          'Development runs on {0}; {1} stays one setting away.',
          target,
          source,
        ),
        ...nowIf(goal.strategy, 'keep-both'),
        value: { strategy: 'keep-both' },
      },
    ],
  };
}

function historyQuestion(goal: Goal): Question<Partial<PlanOptions>> {
  const target = engines[goal.target].label;
  return {
    title: vscode.l10n.t('Switch to {0}', target),
    placeholder: vscode.l10n.t('What becomes of the migrations that there are?'),
    answers: [
      {
        label: vscode.l10n.t('Keep the migrations'),
        detail: vscode.l10n.t('Those that cannot run on {0} are rewritten, or named.', target),
        ...nowIf(goal.history, 'keep'),
        value: { history: 'keep' },
      },
      {
        label: vscode.l10n.t('Start fresh'),
        detail: vscode.l10n.t(
          'The old ones move aside, and a new first migration is made from the models.',
        ),
        ...nowIf(goal.history, 'fresh'),
        value: { history: 'fresh' },
      },
    ],
  };
}

function scopeQuestion(goal: Goal): Question<Partial<PlanOptions>> {
  return {
    title: vscode.l10n.t('Switch to {0}', engines[goal.target].label),
    placeholder: vscode.l10n.t('What is switched?'),
    answers: [
      {
        label: vscode.l10n.t('Everything'),
        detail: vscode.l10n.t('Models and migrations too; what stands in their way is listed.'),
        ...nowIf(goal.scope, 'everything'),
        value: { scope: 'everything' },
      },
      {
        label: vscode.l10n.t('The configuration alone'),
        detail: vscode.l10n.t(
          'Settings, env files, compose, dependencies and engines. Models and migrations stay as they are.',
        ),
        ...nowIf(goal.scope, 'configuration'),
        value: { scope: 'configuration' },
      },
    ],
  };
}

function scriptsQuestion(goal: Goal): Question<Partial<PlanOptions>> {
  const target = engines[goal.target].label;
  return {
    title: vscode.l10n.t('Switch to {0}', target),
    placeholder: vscode.l10n.t('Where do the SQL scripts for {0} stand?', target),
    answers: [
      {
        label: vscode.l10n.t('A twin beside each'),
        detail: vscode.l10n.t('The scripts that there are stay as they are.'),
        ...nowIf(goal.scripts ?? 'twin', 'twin'),
        value: { scripts: 'twin' },
      },
      {
        label: vscode.l10n.t('Rewrite the scripts'),
        detail: vscode.l10n.t('Each is translated where it stands; what cannot be is named.'),
        ...nowIf(goal.scripts ?? 'twin', 'in-place'),
        value: { scripts: 'in-place' },
      },
    ],
  };
}

function nowIf(current: string, value: string): { readonly description?: string } {
  return current === value ? { description: vscode.l10n.t('chosen now') } : {};
}
