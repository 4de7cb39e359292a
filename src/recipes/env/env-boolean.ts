import { notice } from '../../core/notice.ts';
import { setDotenvValue } from '../../formats/dotenv.ts';
import { isYes, wordFor } from '../facts/boolean-readings.ts';
import { booleanSelectorsOf, engineOf, engineOfYes } from '../facts/boolean-selectors.ts';
import { envFilesOf } from '../facts/env-files.ts';
import { readersOf } from '../facts/variable-readers.ts';
import type { Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { type EnvSelector, noticeToLeave, placeOf } from './env-selector.ts';

type EnvBoolean = EnvSelector & Finding;

/**
 * Changes variables that choose the engine by yes or no (`USE_SQLITE=false`) to the other word of
 * those that their readers are seen to know.
 */
export const envBoolean: Recipe<EnvBoolean> = {
  id: 'env-boolean',
  ecosystem: 'env',
  title: 'Change variables of env files that choose the engine by yes or no',
  detect: findBooleans,
  rewrite(finding, context) {
    const { file, entry, engine } = finding;
    const { source, target, project } = context;
    if (engine !== source.id) return outcome({});
    const left = noticeToLeave(finding, context);
    if (left) return outcome({ notices: [left] });
    const answer = engineOfYes(entry.key) === target;
    const words = readingsOf(project, entry.key).map((reading) =>
      wordFor(reading, answer, entry.value),
    );
    const [word] = words;
    if (word === undefined || words.some((each) => each !== word)) {
      const values = { variable: entry.key, engine: source.label, target: target.label };
      return outcome({ notices: [notice('env-answer-unsure', placeOf(finding), values)] });
    }
    const { path, hash } = file.source;
    return outcome({
      changes: [
        {
          title: `Choose ${target.label} in ${entry.key}`,
          why: `It chooses ${source.label} for the program that reads it.`,
          change: { kind: 'modify', path, hash, edits: [setDotenvValue(entry, word)] },
        },
      ],
    });
  },
};

function findBooleans(project: Project): readonly EnvBoolean[] {
  return envFilesOf(project).flatMap((file) =>
    file.document.entries.flatMap((entry): readonly EnvBoolean[] => {
      const yes = entry.commented ? undefined : engineOfYes(entry.key);
      if (!yes || readersOf(project, entry.key).length === 0) return [];
      const [reading = { kind: 'word' } as const] = readingsOf(project, entry.key);
      const answer = isYes(reading, entry.value);
      const engine = answer === undefined ? undefined : engineOf(yes, answer);
      if (!engine) return [];
      const { path, profile } = file;
      const label = `${entry.key} in ${path}`;
      const connection = {
        role: 'supplies',
        name: entry.key,
        ...(profile && { profile }),
      } as const;
      return [{ path, span: entry.span, engine: engine.id, label, connection, file, entry }];
    }),
  );
}

/** How the project's code reads the variable, once for each place that does. */
function readingsOf(project: Project, variable: string) {
  return booleanSelectorsOf(project).flatMap(({ called, reading }) =>
    reading && called.has(variable.toUpperCase()) ? [reading] : [],
  );
}
