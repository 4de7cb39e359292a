import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { isRevision } from '../alembic/revisions.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { constraintRewrites } from './constraint-rewrites.ts';
import { changesOfRewrites } from './finish-rewrite.ts';

interface ModelConstraints extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
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
    pythonFilesWith(project, /\b(?:Index|ExcludeConstraint|UniqueConstraint|Computed)\s*\(/)
      .filter((file) => !isRevision(file))
      .flatMap((file) => Object.values(engines).flatMap((engine) => findingOf(file, engine))),
  rewrite({ file, of }, context) {
    if (of !== context.source) return outcome({});
    const parts = constraintRewrites(file, context);
    const rewrites = parts.map(({ rewrite }) => rewrite);
    const changes = changesOfRewrites(file, rewrites, context.project, {
      title: 'Give indexes and constraints their meaning on both databases',
      why: `${context.target.label} ignores or refuses options that are written for ${context.source.label} alone.`,
    });
    return outcome({ changes, notices: parts.flatMap(({ notices }) => notices) });
  },
};

/** Whether a file has options or constraints of this dialect. */
function findingOf(file: PythonFile, engine: Engine): readonly ModelConstraints[] {
  const marks: Readonly<Record<string, RegExp>> = {
    postgresql:
      /\bpostgresql_where\b|\bExcludeConstraint\b|\bComputed\b|\bdeferrable\b|\binitially\b|\bto_tsvector\b/,
    sqlite: /\bsqlite_where\b|\bComputed\b/,
  };
  const found = marks[engine.sqlalchemyDialect]?.exec(file.source.text);
  if (!found) return [];
  return [
    {
      path: file.path,
      span: { start: found.index, end: found.index + found[0].length },
      engine: engine.id,
      label: `${engine.label} options of indexes and constraints in ${file.path}`,
      file,
      of: engine,
    },
  ];
}
