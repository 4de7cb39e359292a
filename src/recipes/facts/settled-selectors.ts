import type { PythonNode } from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import type { PythonFile } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { booleanQuestionsOf, booleanSelectorsOf, choosing } from './boolean-selectors.ts';
import { codeSelectorsOf, selectedName } from './code-selectors.ts';
import { concerns, selectorsOver } from './engine-questions.ts';
import { envFilesOf } from './env-files.ts';

/** Whether a place in code stays because a selector that the switch sets chooses the target there. */
export function isChosenBySelector(
  context: SwitchContext,
  file: PythonFile,
  place: PythonNode,
): boolean {
  const over = selectorsOver(context.project, file, place, context.target);
  if (over.some((variable) => isSettled(context, variable))) return true;
  return booleanQuestionsOf(context.project).some(
    (question) =>
      question.file.path === file.path &&
      concerns(file.module, question.choice, place) &&
      isAnswered(context, question.variable.toUpperCase()),
  );
}

/** Whether a yes or no is written out somewhere, where the switch can change it. */
function isAnswered({ project, target }: SwitchContext, variable: string): boolean {
  const selectors = booleanSelectorsOf(project).filter(({ called }) => called.has(variable));
  return selectors.some(
    (selector) =>
      choosing(selector, target) !== undefined || isSetInEnvFile(project, selector.variable),
  );
}

function isSettled({ project, source, target }: SwitchContext, variable: string): boolean {
  if (isSetInEnvFile(project, variable)) return true;
  return codeSelectorsOf(project).some((selector) => {
    const { engine, called } = selector;
    if (!called.has(variable)) return false;
    const isSet = engine === source && selectedName(project, selector, source, target);
    return engine === target || isSet !== undefined;
  });
}

/** Whether an env file sets a variable. */
export function isSetInEnvFile(project: Project, variable: string): boolean {
  return envFilesOf(project).some(({ document }) =>
    document.entries.some(({ key, commented }) => !commented && key === variable),
  );
}
