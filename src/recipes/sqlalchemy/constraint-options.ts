import { engines } from '../../engines/index.ts';
import { isRevision } from '../alembic/revisions.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { constraintRewrites } from './constraint-rewrites.ts';
import { changesOfRewrites } from './finish-rewrite.ts';

interface ModelConstraints extends Finding {
  readonly file: PythonFile;
}

/**
 * Makes indexes and constraints of models mean the same on the target: a partial unique index whose
 * condition is given for one dialect alone covers all rows on the other.
 */
export const constraintOptions: Recipe<ModelConstraints> = {
  id: 'constraint-options',
  ecosystem: 'sqlalchemy',
  title: 'Give indexes and constraints of models their meaning on the other database',
  beyondConfiguration: true,
  detect: (project) =>
    pythonFilesWith(
      project,
      /\b(?:Index|ExcludeConstraint|UniqueConstraint|CheckConstraint|Computed)\s*\(|\bJSON\b/,
    )
      .filter((file) => !isRevision(file))
      .flatMap(findingIn),
  rewrite({ file }, context) {
    const parts = constraintRewrites(file, context);
    const rewrites = parts.map(({ rewrite }) => rewrite);
    const changes = changesOfRewrites(file, rewrites, context.project, {
      title: 'Give indexes and constraints their meaning on both databases',
      why: `${context.target.label} ignores or refuses options that are written for ${context.source.label} alone.`,
    });
    return outcome({ changes, notices: parts.flatMap(({ notices }) => notices) });
  },
};

const mark =
  /\b(?:(?:postgresql|sqlite)_where|ExcludeConstraint|CheckConstraint|Computed|deferrable|initially|to_tsvector|JSON|json_\w+|strftime|(?:nocase|NOCASE))\b/;

/** By SQLAlchemy's dialect name: what speaks for one engine alone. */
const ownMarks: Readonly<Record<string, RegExp>> = {
  postgresql: /\b(?:postgresql_where|ExcludeConstraint|deferrable|initially|to_tsvector)\b/,
  sqlite: /\bsqlite_where\b/,
};

function findingIn(file: PythonFile): readonly ModelConstraints[] {
  const found = mark.exec(file.source.text);
  if (!found) return [];
  const speaking = Object.values(engines).filter(({ sqlalchemyDialect }) =>
    ownMarks[sqlalchemyDialect]?.test(file.source.text),
  );
  const [engine] = speaking.length === 1 ? speaking : [];
  return [
    {
      path: file.path,
      span: { start: found.index, end: found.index + found[0].length },
      ...(engine && { engine: engine.id }),
      label: `options of indexes and constraints in ${file.path}`,
      file,
    },
  ];
}
