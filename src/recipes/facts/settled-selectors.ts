import type { PythonNode } from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import type { PythonFile } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { codeSelectorsOf, selectedName } from './code-selectors.ts';
import { selectorsOver } from './engine-questions.ts';
import { envFilesOf } from './env-files.ts';

/** Whether a place in code stays because a selector that the switch sets chooses the target there. */
export function isChosenBySelector(
  context: SwitchContext,
  file: PythonFile,
  place: PythonNode,
): boolean {
  const over = selectorsOver(context.project, file, place, context.target);
  return over.some((variable) => isSettled(context, variable));
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
