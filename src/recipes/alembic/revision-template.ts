import type { SourceFile } from '../../core/snapshot.ts';
import { engines } from '../../engines/index.ts';
import { alembicEnvironments } from '../../formats/alembic-environments.ts';
import { positional } from '../../formats/python/arguments.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { typeName } from '../sqlalchemy/columns.ts';
import { typeUses } from '../sqlalchemy/type-uses.ts';
import { isRevision } from './revisions.ts';

interface RevisionTemplate extends Finding {
  readonly file: SourceFile;
}

/**
 * Lets revisions that Alembic generates name the types inside of variants: on another database it
 * writes `postgresql.ARRAY(String())` and imports nothing for `String`.
 */
export const revisionTemplate: Recipe<RevisionTemplate> = {
  id: 'revision-template',
  ecosystem: 'alembic',
  title: 'Import what generated revisions name, where both engines are kept',
  detect(project) {
    const engine = Object.values(engines).find(
      ({ sqlalchemyDialect }) => modelTypes(project, sqlalchemyDialect).length > 0,
    );
    return alembicEnvironments(project).flatMap(({ scripts }) => {
      const file = project.files.get(`${scripts}/script.py.mako`);
      if (!file) return [];
      const { path } = file;
      return [
        {
          path,
          span: { start: 0, end: 0 },
          ...(engine && { engine: engine.id }),
          label: `template of revisions in ${path}`,
          file,
        },
      ];
    });
  },
  rewrite({ file }, context) {
    if (context.goal.strategy !== 'keep-both') return outcome({});
    const names = namesInVariants(context).filter(
      (name) => !new RegExp(`\\bimport\\b.*\\b${name}\\b`).test(file.text),
    );
    const line = /^import sqlalchemy as sa[ \t]*(\r?\n)/m.exec(file.text);
    if (names.length === 0 || !line) return outcome({});
    const start = line.index + line[0].length;
    const newText = `from sqlalchemy import ${names.join(', ')}${line[1]}`;
    const { path, hash } = file;
    return outcome({
      changes: [
        {
          title: 'Import the types that generated revisions name',
          why: `Alembic writes the ${context.source.label} variant of a type with the bare names of the types in it.`,
          change: { kind: 'modify', path, hash, edits: [{ start, end: start, newText }] },
        },
      ],
    });
  },
};

/** Names of `sqlalchemy` that stand in the representation of the models' variants. */
function namesInVariants({ project, source }: SwitchContext): readonly string[] {
  const names = modelTypes(project, source.sqlalchemyDialect);
  return [...new Set(names)].sort();
}

function modelTypes(project: Project, dialect: string): readonly string[] {
  const files = pythonFilesWith(project, /\b(?:ARRAY|JSONB|HSTORE)\b/).filter(
    (file) => !isRevision(file),
  );
  return files.flatMap(({ module }) =>
    typeUses(module, dialect)
      .filter(({ role }) => role === 'column')
      .flatMap(({ name, call }) => {
        if (name !== 'ARRAY') return name === 'JSONB' || name === 'HSTORE' ? ['Text'] : [];
        const element = call && positional(module, call, 0);
        return element ? [typeName(module, element.value)] : [];
      }),
  );
}
