import { type Notice, notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { textOf } from '../../formats/python/module.ts';
import { isRevision } from '../alembic/revisions.ts';
import type { Project } from '../project.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { type ServerDefault, serverDefaults } from './columns.ts';
import { changesOfRewrites } from './finish-rewrite.ts';
import { convertModelDefault, type DefaultOutcome } from './model-default.ts';
import { readServerDefault } from './server-default.ts';

interface ModelDefaults extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly defaults: readonly ServerDefault[];
}

/**
 * Makes the server defaults of models right for the target. SQLite creates a table with
 * `DEFAULT (gen_random_uuid())` without a word, and then every insert that needs it fails.
 */
export const serverDefaultsRecipe: Recipe<ModelDefaults> = {
  id: 'server-defaults',
  ecosystem: 'sqlalchemy',
  title: 'Replace server defaults that the other database cannot compute',
  beyondConfiguration: true,
  detect: (project) =>
    pythonFilesWith(project, /\bserver_default\b/)
      .filter((file) => !isRevision(file))
      .flatMap((file) => Object.values(engines).flatMap((engine) => findDefaults(file, engine))),
  rewrite(finding, context) {
    const { file, of, defaults } = finding;
    if (of !== context.source) return outcome({});
    const name = usesDataclasses(context.project) ? 'insert_default' : 'default';
    const results = defaults.map((at) => convertModelDefault(file.module, at, context, name));
    const rewrites = results.map(({ rewrite }) => rewrite);
    const changes = changesOfRewrites(file, rewrites, context.project, {
      title: `Give columns defaults that ${context.target.label} can compute`,
      why: `${context.target.label} accepts some of these defaults and fails at the first insert, others it does not read at all.`,
    });
    const notices = results.flatMap((result, index) => {
      const at = defaults[index];
      return at ? noticesOfDefault(file, at, result, context) : [];
    });
    return outcome({ changes, notices });
  },
};

function findDefaults(file: PythonFile, engine: Engine): readonly ModelDefaults[] {
  const defaults = serverDefaults(file.module).filter((at) => {
    const read = readServerDefault(file.module, at, engine.sqlalchemyDialect);
    return read && read.portable.kind !== 'portable';
  });
  const [first] = defaults;
  if (!first) return [];
  return [
    {
      path: file.path,
      span: { start: first.start, end: first.end },
      engine: engine.id,
      label: `${engine.label} server defaults in ${file.path}`,
      file,
      of: engine,
      defaults,
    },
  ];
}

/** In mapped dataclasses `default` is the argument's, and a callable there is no default. */
function usesDataclasses(project: Project): boolean {
  return pythonFilesWith(project, /\bMappedAsDataclass\b|\bmapped_as_dataclass\b/).length > 0;
}

/** What the user has to know of one converted, or not convertible, default. */
export function noticesOfDefault(
  file: PythonFile,
  at: ServerDefault,
  { tells }: DefaultOutcome,
  { source, target }: SwitchContext,
): readonly Notice[] {
  const place = placeIn(file, { start: at.start, end: at.end });
  const written = textOf(file.module, at.value);
  switch (tells) {
    case 'lost':
      return [notice('default-not-portable', place, { default: written, engine: target.label })];
    case 'zone':
      return [notice('default-in-session-zone', place, { default: written, engine: source.label })];
    case 'python':
      return [notice('default-in-python', place, { column: at.column.name || 'the column' })];
    default:
      return [];
  }
}
