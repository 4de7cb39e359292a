import { engines } from '../../engines/index.ts';
import { nodesOf } from '../../formats/python/module.ts';
import { isRevision } from '../alembic/revisions.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { stringsIn } from './columns.ts';
import { changesOfRewrites } from './finish-rewrite.ts';
import { schemaPlaces } from './schema-names.ts';
import { schemaRewrites } from './schema-rewrites.ts';
import { calledMethod, typeUses } from './type-uses.ts';

interface Schemas extends Finding {
  readonly file: PythonFile;
}

/** Takes the schemas of models away where the target has none, `public` in any case. */
export const tableSchemas: Recipe<Schemas> = {
  id: 'table-schemas',
  ecosystem: 'sqlalchemy',
  title: 'Take schemas of tables away where the target has none',
  beyondConfiguration: true,
  detect: (project) =>
    pythonFilesWith(
      project,
      /\bschema\b['"]?\s*[=:]|_schema\s*=|["']public\.|["']\w+\.\w+\.\w+["']/,
    )
      .filter(
        (file) => !isRevision(file) && /sqlalchemy|sqlmodel|\bdb\.|alembic/.test(file.source.text),
      )
      .flatMap(findSchemas),
  rewrite({ file }, context) {
    // An enumerated type loses its schema with the other options of its dialect.
    const types = typeUses(file.module, context.source.sqlalchemyDialect);
    const apart = new Set(types.flatMap(({ call }) => call?.from ?? []));
    const parts = schemaRewrites(file, context, apart);
    const rewrites = parts.map(({ rewrite }) => rewrite);
    const changes = changesOfRewrites(file, rewrites, context.project, {
      title: 'Take the schemas of tables away',
      why: `${context.target.label} has no schemas: it takes the name for that of an attached database.`,
    });
    return outcome({ changes, notices: parts.flatMap(({ notices }) => notices) });
  },
};

/** Whether a file's foreign keys name a schema that another file gives to the tables. */
function refersToSchema({ module }: PythonFile): boolean {
  return nodesOf(module.root, 'CallExpression').some((call) => {
    if (!/^ForeignKey(?:Constraint)?$/.test(calledMethod(module, call))) return false;
    return stringsIn(module, call).some((text) => text.split('.').length === 3);
  });
}

function findSchemas(file: PythonFile): readonly Schemas[] {
  const [first] = schemaPlaces(file.module);
  const engine = Object.values(engines).find(({ schema }) => schema.hasSchemas);
  if (!first && !/["']public\./.test(file.source.text) && !refersToSchema(file)) return [];
  return [
    {
      path: file.path,
      span: { start: first?.start ?? 0, end: first?.end ?? 0 },
      ...(first && engine && { engine: engine.id }),
      label: `schemas in ${file.path}`,
      file,
    },
  ];
}
