import { notice } from '../../core/notice.ts';
import { engines } from '../../engines/index.ts';
import { importsOf } from '../../formats/python/imports.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { finishRewrite } from '../sqlalchemy/finish-rewrite.ts';
import { fieldRewrites } from './orm-fields.ts';

interface TortoiseFile extends Finding {
  readonly file: PythonFile;
}

const own = /^tortoise\.contrib\.postgres(?:\.|$)/;

/**
 * Gives Tortoise's models fields and indexes that SQLite has too; queries that use what is
 * PostgreSQL's alone, and models of a project that keeps both, are named.
 * @see https://tortoise.github.io/contrib/postgres.html
 */
export const tortoiseFields: Recipe<TortoiseFile> = {
  id: 'tortoise-fields',
  ecosystem: 'python',
  title: 'Give models of Tortoise fields that the target has',
  beyondConfiguration: true,
  detect: (project) => pythonFilesWith(project, /\btortoise\.contrib\.postgres\b/).flatMap(findUse),
  rewrite({ file, span }, { source, target, goal, project }) {
    if (source !== engines.postgresql || target.server) return outcome({});
    const { edits, imports, notices } = fieldRewrites(file);
    const told = (construct: string) =>
      notice('query-not-portable', placeIn(file, span), { construct, engine: target.label });
    const queries = importsOf(file.module)
      .filter(({ module }) => own.test(module) && !/\.(?:fields|indexes)$/.test(module))
      .map(({ name, module }) => told(name || module));
    if (goal.strategy === 'keep-both' && edits.length > 0) {
      return outcome({ notices: [told("Tortoise's fields for PostgreSQL"), ...queries] });
    }
    if (edits.length === 0) return outcome({ notices: queries });
    const change = modifyPython(file, finishRewrite(file, { edits, imports }, project));
    return outcome({
      changes: [
        {
          title: 'Use fields of Tortoise that both databases have',
          why: `${target.label} has no arrays, no text search type and no GIN indexes.`,
          change,
        },
      ],
      notices: [...notices, ...queries],
    });
  },
};

function findUse(file: PythonFile): readonly TortoiseFile[] {
  const found = importsOf(file.module).find(({ module }) => own.test(module));
  if (!found) return [];
  const { path } = file;
  const span = { start: found.statement.from, end: found.statement.to };
  return [
    { path, span, engine: engines.postgresql.id, label: `fields of Tortoise in ${path}`, file },
  ];
}
