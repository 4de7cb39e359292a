import { notice } from '../../core/notice.ts';
import { placeInScript } from '../facts/javascript-files.ts';
import { type PgObstacle, pgCodesOf } from '../facts/pg-code.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface Obstacle extends Finding {
  readonly obstacle: PgObstacle;
}

/**
 * Names what keeps the code of a package on `pg`. Its imports and statements are named by recipes of
 * their own.
 */
export const pgObstacles: Recipe<Obstacle> = {
  id: 'pg-obstacles',
  ecosystem: 'node',
  title: 'Name what keeps code on pg',
  beyondConfiguration: true,
  detect: (project) =>
    pgCodesOf(project).flatMap(({ obstacles }) =>
      obstacles.map((obstacle) => {
        const { file, span, name } = obstacle;
        return { path: file.path, span, label: `${name} in ${file.path}`, obstacle };
      }),
    ),
  rewrite({ obstacle: { file, span, name, isChoice } }, { source, target }) {
    if (!source.server || target.server) return outcome({});
    const values = { name, target: target.label };
    const code = isChoice ? 'pg-choice-left' : 'pg-left';
    return outcome({ notices: [notice(code, placeInScript(file, span), values)] });
  },
};
