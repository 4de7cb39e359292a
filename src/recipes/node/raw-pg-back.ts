import type { TextEdit } from '../../core/edit.ts';
import { engines } from '../../engines/index.ts';
import { replaceString, stringLiteral } from '../../formats/javascript/string-literal.ts';
import { manifestAbove } from '../facts/node-packages.ts';
import { choosesPool, type PoolModuleUse, poolModuleUses } from '../facts/pg-code.ts';
import { baseName } from '../project.ts';
import { type Finding, outcome, type ProposedChange, type Recipe } from '../recipe.ts';
import { fileChanges } from './pool/file-changes.ts';
import { statementsOf } from './pool/pool-statements.ts';
import { originalScripts } from './pool/script-names.ts';

interface BackFinding extends Finding {
  readonly use: PoolModuleUse;
}

const file = Object.values(engines).find(({ server }) => !server);

/**
 * Gives code back to `pg` that an earlier switch has moved to a file: the module goes that stood for
 * `pg`, and statements are written for the server. A module that chooses by the URL stays.
 */
export const rawPgBack: Recipe<BackFinding> = {
  id: 'raw-pg-back',
  ecosystem: 'node',
  title: 'Give code back to pg that a module over a SQLite file stood for',
  detect: (project) =>
    poolModuleUses(project).map((use) => {
      const { path } = use.module;
      const speaks = !choosesPool(use.module) && file ? { engine: file.id } : {};
      return {
        path,
        span: { start: 0, end: 0 },
        ...speaks,
        label: `pool over a file in ${path}`,
        use,
      };
    }),
  rewrite({ use }, context) {
    const { source, target, goal, project } = context;
    const stays = goal.strategy === 'keep-both' || choosesPool(use.module);
    if (source.server || !target.server || stays) return outcome({});
    const manifest = manifestAbove(project, use.module.path);
    const statements = statementsOf(manifest, context);
    const parts = [
      ...use.users.map((user) => ({ file: user.file, edits: nameEdits(user) })),
      ...statements,
      ...originalScripts(manifest, context),
    ];
    const changes = fileChanges(parts, (file) => ({
      title: `Give ${baseName(file.path)} back to pg`,
      why: `It ran on a file of ${source.label} through ${baseName(use.module.path)}.`,
    }));
    const { path, source: module } = use.module;
    const gone: ProposedChange = {
      title: `Delete ${baseName(path)}`,
      why: 'Code takes pg itself again.',
      change: { kind: 'delete', path, hash: module.hash },
    };
    return outcome({
      changes: [...changes, gone],
      notices: statements.flatMap(({ notices }) => notices),
    });
  },
};

function nameEdits({ file: user, names }: PoolModuleUse['users'][number]): readonly TextEdit[] {
  return names.flatMap((node) => {
    const literal = stringLiteral(user.module, node);
    return literal ? replaceString(literal, 'pg') : [];
  });
}
