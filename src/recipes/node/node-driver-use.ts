import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { placeInScript } from '../facts/javascript-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { type NodeDriverUse, nodeDriverUses } from '../facts/node-driver-use.ts';
import { choosesPool, isPoolModule, movedPgPaths } from '../facts/pg-code.ts';
import type { Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface DriverUse extends Finding {
  readonly use: NodeDriverUse;
  readonly of: Engine;
}

/** Names code that talks to a driver itself (`pg.Pool`, `new Database`): it is not translated. */
export const nodeDriverUse: Recipe<DriverUse> = {
  id: 'node-driver-use',
  ecosystem: 'node',
  title: 'Name JavaScript code that uses a database driver itself',
  detect: (project) =>
    Object.values(engines).flatMap((of) =>
      nodeDriverUses(project, of).map((use) => ({
        path: use.file.path,
        span: use.span,
        // A module that chooses between both speaks for neither.
        ...(!choosesPool(use.file) && { engine: of.id }),
        label: `${use.package} in ${use.file.path}`,
        use,
        of,
      })),
    ),
  rewrite({ use, of }, context) {
    const { project, source, target, goal } = context;
    if (of !== source || isPoolModule(use.file) || isMoved(project, use, of)) return outcome({});
    const values = { package: use.package, target: target.label };
    const at = placeInScript(use.file, use.span);
    if (staysAlone(context, of)) return outcome({ notices: [notice('driver-stays', at, values)] });
    if (goal.strategy === 'keep-both') return outcome({});
    return outcome({
      notices: [notice('driver-used-directly', at, values)],
    });
  },
};

/** `pg` itself is moved; what else talks to the server is named. */
function isMoved(project: Project, { file, package: name }: NodeDriverUse, of: Engine): boolean {
  return of.server !== undefined && name === 'pg' && movedPgPaths(project).has(file.path);
}

/**
 * Whether code of a file's driver, which answers at once, is all that reaches the database: a server
 * is waited for, so that every caller changes. The configuration alone can be switched.
 */
function staysAlone({ project, target, goal }: SwitchContext, of: Engine): boolean {
  if (of.server || !target.server || goal.scope === 'configuration') return false;
  return knexConfigsOf(project).length === 0 && nodeDriverUses(project, target).length === 0;
}
