import { type Notice, notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { positional } from '../../formats/python/arguments.ts';
import { textOf } from '../../formats/python/module.ts';
import { isRevision } from '../alembic/revisions.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { convertType, needsTwo } from './convert-types.ts';
import { changesOfRewrites } from './finish-rewrite.ts';
import { usesSqlalchemyOne } from './sqlalchemy-version.ts';
import { type TypeUse, typeUses } from './type-uses.ts';

interface ModelTypes extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly uses: readonly TypeUse[];
}

/**
 * Gives columns types that the target database has: `JSONB` becomes `JSON`, `ARRAY(String)` a JSON
 * list, `UUID` SQLAlchemy's own `Uuid`. To keep both engines the old type stays as a variant.
 */
export const portableTypes: Recipe<ModelTypes> = {
  id: 'portable-types',
  ecosystem: 'sqlalchemy',
  title: "Turn one database's column types into types that the other one has",
  beyondConfiguration: true,
  detect: (project) =>
    pythonFilesWith(project, marker)
      .filter((file) => !isRevision(file))
      .flatMap((file) => Object.values(engines).flatMap((engine) => findTypes(file, engine))),
  rewrite(finding, context) {
    if (finding.of !== context.source) return outcome({});
    const { file, uses } = finding;
    const notices = uses.flatMap((use) => noticesOfType(file, use, context));
    return outcome({ ...changeOf(finding, context), notices });
  },
};

/** SQLAlchemy in whatever form, and the name of a type that only one database has. */
const marker =
  /^(?=[\s\S]*(?:\bsqlalchemy\b|\bsqlmodel\b|\bdb\.))[\s\S]*\b(?:dialects|ARRAY|UUID|pgvector|geoalchemy2)\b/;

function findTypes(file: PythonFile, engine: Engine): readonly ModelTypes[] {
  const uses = typeUses(file.module, engine.sqlalchemyDialect);
  const [first] = uses;
  if (!first) return [];
  return [
    {
      path: file.path,
      span: { start: first.node.from, end: first.node.to },
      engine: engine.id,
      label: `${engine.label} column types in ${file.path}`,
      file,
      of: engine,
      uses,
    },
  ];
}

function changeOf({ file, uses }: ModelTypes, context: SwitchContext): Partial<Outcome> {
  const converted = uses
    .filter(({ role }) => role === 'column')
    .map((use) => ({ use, rewrite: convertType(file.module, use, context) }))
    .filter(({ rewrite }) => rewrite.edits.length > 0);
  const columns = converted.map(({ use }) => use);
  const rewrites = converted.map(({ rewrite }) => rewrite);
  const { source, target } = context;
  const own = (name: string, other: string | undefined) =>
    name === other ? `${source.label}'s ${name}` : name;
  const names = new Set(columns.map(({ name, conversion: { to } }) => `${own(name, to)} to ${to}`));
  const changes = changesOfRewrites(file, rewrites, context.project, {
    title: `Use portable column types: ${[...names].join(', ')}`,
    why: `${target.label} does not have the types of ${source.label}'s dialect: ${[...new Set(columns.map(({ name }) => name))].join(', ')}.`,
  });
  return { changes };
}

/** Elements of arrays that are JSON values in Python too. */
const jsonElements =
  /^(?:String|Text|Unicode|UnicodeText|VARCHAR|TEXT|CHAR|Integer|SmallInteger|BigInteger|INTEGER|BIGINT|SMALLINT|Float|Double|FLOAT|REAL|Boolean|BOOLEAN|JSON|JSONB)$/;

/** What the user has to know of one converted, or not convertible, type. */
export function noticesOfType(
  file: PythonFile,
  use: TypeUse,
  { target, project }: SwitchContext,
): readonly Notice[] {
  const place = placeIn(file, { start: use.node.from, end: use.node.to });
  const type = textOf(file.module, use.node);
  const values = { type, engine: target.label };
  if (needsTwo(use) && usesSqlalchemyOne(project)) {
    return [notice('type-needs-newer-sqlalchemy', place, values)];
  }
  if (use.role === 'expression') return [notice('type-in-expression', place, values)];
  if (use.role === 'unclear') return [notice('type-use-unclear', place, values)];
  switch (use.conversion.tells) {
    case 'array':
      return [
        notice('array-as-json', place, { type }),
        ...(hasJsonElements(file, use) ? [] : [notice('array-elements-not-json', place, { type })]),
      ];
    case 'search':
      return [notice('text-search-as-text', place, values)];
    case 'range':
    case 'opaque':
      return [notice('type-without-counterpart', place, values)];
    default:
      return [];
  }
}

function hasJsonElements({ module }: PythonFile, { call }: TypeUse): boolean {
  const element = call && positional(module, call, 0)?.value;
  if (!element) return true;
  const type = element.name === 'CallExpression' ? element.firstChild : element;
  return type !== null && jsonElements.test(textOf(module, type).split('.').at(-1) ?? '');
}
