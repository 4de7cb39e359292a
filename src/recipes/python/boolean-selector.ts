import { notice } from '../../core/notice.ts';
import {
  type BooleanSelector,
  booleanSelectorsOf,
  choosing,
  engineChosen,
} from '../facts/boolean-selectors.ts';
import { isTestFile } from '../facts/profile.ts';
import { isSetInEnvFile } from '../facts/settled-selectors.ts';
import { modifyPython, placeIn } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface YesOrNo extends Finding {
  readonly selector: BooleanSelector;
}

/**
 * Changes a yes or no by which Python code chooses the engine where no variable is set:
 * `USE_SQLITE = False`, a settings field, `os.getenv("USE_SQLITE", "0") == "1"`.
 */
export const booleanSelector: Recipe<YesOrNo> = {
  id: 'boolean-selector',
  ecosystem: 'python',
  title: 'Change the engine that Python settings choose by yes or no',
  detect: (project) => booleanSelectorsOf(project).flatMap(found),
  rewrite({ selector, engine, span }, { source, target, goal, project }) {
    const { file, variable } = selector;
    if (engine !== source.id || isTestFile(file.path)) return outcome({});
    if (goal.strategy === 'keep-both' && isSetInEnvFile(project, variable)) return outcome({});
    const edit = choosing(selector, target);
    if (!edit) {
      const values = { variable, engine: source.label, target: target.label };
      return outcome({ notices: [notice('env-answer-unsure', placeIn(file, span), values)] });
    }
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

function found(selector: BooleanSelector): readonly YesOrNo[] {
  const { file, variable, value } = selector;
  const engine = engineChosen(selector);
  if (!value || !engine) return [];
  const { path } = file;
  return [
    {
      path,
      span: { start: value.from, end: value.to },
      engine: engine.id,
      label: `${variable} in ${path}`,
      connection: { role: 'supplies', name: variable },
      selector,
    },
  ];
}
