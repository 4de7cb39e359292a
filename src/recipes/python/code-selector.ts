import { type Notice, notice } from '../../core/notice.ts';
import { replaceString } from '../../formats/python/string-literal.ts';
import { type CodeSelector, codeSelectorsOf, selectedName } from '../facts/code-selectors.ts';
import { isTestFile } from '../facts/profile.ts';
import { isSetInEnvFile } from '../facts/settled-selectors.ts';
import { modifyPython, placeIn } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface Selector extends Finding {
  readonly selector: CodeSelector;
}

/**
 * Changes the engine that Python code chooses by name where no variable is set:
 * `os.getenv("DB_TYPE", "postgres")`, a settings field, a constant. The name is one that the code
 * is seen to know.
 */
export const codeSelector: Recipe<Selector> = {
  id: 'code-selector',
  ecosystem: 'python',
  title: 'Change the engine that Python settings choose by name',
  detect: (project) => codeSelectorsOf(project).map(found),
  rewrite({ selector, span }, context) {
    const { file, engine, variable, value } = selector;
    const { source, target, project } = context;
    if (engine !== source || isTestFile(file.path)) return outcome({});
    if (isLeftToFile(selector, context)) return outcome({});
    const name = selectedName(project, selector, source, target);
    if (name === undefined) return outcome({ notices: [unsureNotice(selector, context)] });
    const edit =
      value.kind === 'text' ? replaceString(value.literal, name) : { ...span, newText: name };
    return outcome({
      changes: [
        {
          title: `Choose ${target.label} in ${variable}`,
          why: `It chooses ${source.label} where nothing else is set.`,
          change: modifyPython(file, [edit]),
        },
      ],
    });
  },
};

function found(selector: CodeSelector): Selector {
  const { file, variable, engine, value } = selector;
  const { path } = file;
  return {
    path,
    span: { start: value.node.from, end: value.node.to },
    engine: engine.id,
    label: `${variable} in ${path}`,
    connection: { role: 'supplies', name: variable },
    selector,
  };
}

/** Where both engines stay, an env file that has the variable is what is toggled. */
function isLeftToFile({ variable }: CodeSelector, { goal, project }: SwitchContext): boolean {
  return goal.strategy === 'keep-both' && isSetInEnvFile(project, variable);
}

function unsureNotice(selector: CodeSelector, context: SwitchContext): Notice {
  const { file, variable, value } = selector;
  const { source, target } = context;
  const span = { start: value.node.from, end: value.node.to };
  const values = { variable, engine: source.label, target: target.label };
  return notice('env-selector-unsure', placeIn(file, span), values);
}
