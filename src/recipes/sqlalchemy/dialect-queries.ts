import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { importEdits } from '../../formats/python/import-edits.ts';
import { importsOf } from '../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { isRevision } from '../alembic/revisions.ts';
import type { Project } from '../project.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { columnsOf } from './columns.ts';
import { joinedTexts } from './joined-texts.ts';
import { type ForeignConstruct, foreignConstructs } from './postgresql-constructs.ts';
import { usesSqlalchemyOne } from './sqlalchemy-version.ts';
import { branchesOnDialect, typeUses } from './type-uses.ts';

interface Queries extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
}

/**
 * Looks through queries for what only one database has: rewrites text access into JSON, and the
 * `insert` whose ON CONFLICT other databases do not compile; names functions and operators.
 */
export const dialectQueries: Recipe<Queries> = {
  id: 'dialect-queries',
  ecosystem: 'sqlalchemy',
  title: 'Rewrite or name constructs of queries that only one database has',
  beyondConfiguration: true,
  detect: (project) => [
    ...pythonFilesWith(project, postgresqlMarks)
      .filter(
        (file) => /\bsqlalchemy\b|\bsqlmodel\b|\bdb\./.test(file.source.text) && !isRevision(file),
      )
      .map((file) => findingOf(file, engines.postgresql)),
    ...pythonFilesWith(project, /\bdialects[. ]+(?:import )?sqlite\b/)
      .filter((file) => sqliteInsert(file.module).length > 0)
      .map((file) => findingOf(file, engines.sqlite)),
  ],
  rewrite({ file, of }, context) {
    if (of !== context.source) return outcome({});
    const joined = usesSqlalchemyOne(context.project) ? [] : joinedTexts(file.module);
    const edits = of.schema.ownInsert
      ? sqliteInsert(file.module)
      : [...textAccess(file.module), ...joined.map(({ edit }) => edit)];
    const notices = of.schema.ownInsert
      ? []
      : noticesOf(
          file,
          context,
          joined.map(({ call }) => call),
        );
    if (edits.length === 0) return outcome({ notices });
    const { path, hash } = file.source;
    const change = { kind: 'modify', path, hash, edits } as const;
    return outcome({ changes: [{ ...wordsFor(context), change }], notices });
  },
};

function wordsFor({ source, target }: SwitchContext) {
  return source.schema.ownInsert
    ? {
        title: 'Insert with ON CONFLICT through the dialect that all databases compile',
        why: `${target.label} cannot compile the insert of SQLAlchemy's ${source.label} dialect; the other one compiles on both.`,
      }
    : {
        title: 'Write queries in the way that all databases have',
        why: `astext and string_agg are ${source.label}'s alone; as_string() and aggregate_strings() mean the same on both.`,
      };
}

const postgresqlMarks =
  /\bfunc\.\w+|\.astext\b|\bwith_for_update\b|\bdistinct\(|\bon_conflict_do_\w+|\.op\(|\bdialects[. ]+(?:import )?postgresql\b|\.(?:any|all|overlap|contains|contained_by|has_key|has_any|has_all)\(/;

function findingOf(file: PythonFile, engine: Engine): Queries {
  const { text } = file.source;
  const start = Math.max(0, text.search(postgresqlMarks));
  const imports = new RegExp(`\\bdialects[. ]+(?:import )?${engine.sqlalchemyDialect}\\b`);
  return {
    path: file.path,
    span: { start, end: start },
    ...(imports.test(text) && { engine: engine.id }),
    label: `queries in ${file.path}`,
    file,
    of: engine,
  };
}

/** `data["key"].astext` is `data["key"].as_string()`. */
function textAccess(module: PythonModule): readonly TextEdit[] {
  return nodesOf(module.root, 'MemberExpression').flatMap((node): readonly TextEdit[] => {
    const property = node.lastChild;
    if (property?.name !== 'PropertyName' || textOf(module, property) !== 'astext') return [];
    if (node.firstChild?.name !== 'MemberExpression' || node.firstChild.lastChild?.name !== ']')
      return [];
    return [{ start: property.from, end: property.to, newText: 'as_string()' }];
  });
}

const portableInsert = 'sqlalchemy.dialects.postgresql';

/**
 * SQLAlchemy's PostgreSQL insert compiles on SQLite too; the other way round it does not. Types that
 * are imported beside it leave the statement by a recipe of their own.
 */
function sqliteInsert(module: PythonModule): readonly TextEdit[] {
  const imports = importsOf(module);
  const moved = new Set(
    typeUses(module, engines.sqlite.sqlalchemyDialect)
      .filter(({ role }) => role === 'column')
      .map(({ name }) => name),
  );
  return imports.flatMap((found): readonly TextEdit[] => {
    const { statement, module: from, name, local } = found;
    if (from !== 'sqlalchemy.dialects.sqlite' || name !== 'insert') return [];
    const staying = imports.filter(
      (other) =>
        other.statement.from === statement.from && other !== found && !moved.has(other.name),
    );
    if (staying.length > 0) {
      const added = [{ source: portableInsert, name, local }];
      return importEdits(module, { added, removed: [found] });
    }
    const start = statement.from + textOf(module, statement).indexOf(from);
    return [{ start, end: start + from.length, newText: portableInsert }];
  });
}

/** Attributes of the project's models whose columns are of types that only PostgreSQL has. */
const dialectColumns: (project: Project) => ReadonlySet<string> = oncePer((project: Project) => {
  const files = pythonFilesWith(project, /\b(?:ARRAY|JSONB|HSTORE|TSVECTOR|\w+RANGE)\b/);
  const names = files.flatMap(({ module }) => {
    const uses = typeUses(module, engines.postgresql.sqlalchemyDialect).filter(
      ({ name }) => !/^(?:UUID|ENUM|BYTEA|CITEXT|INTERVAL)$/.test(name),
    );
    return columnsOf(module)
      .filter(({ call }) => uses.some(({ node }) => call.from < node.from && node.to <= call.to))
      .map(({ name }) => name);
  });
  return new Set(names.filter(Boolean));
});

function noticesOf(
  file: PythonFile,
  context: SwitchContext,
  rewritten: readonly PythonNode[],
): readonly Notice[] {
  const { module } = file;
  const found = foreignConstructs(module, dialectColumns(context.project)).filter(
    ({ node }) => !isBranched(module, node) && !rewritten.some(({ from }) => from === node.from),
  );
  const [firstLock] = found.filter(({ kind }) => kind === 'row-lock');
  return found
    .filter((each) => each.kind !== 'row-lock' || each === firstLock)
    .map((each) => noticeOf(file, each, context));
}

function isBranched(module: PythonModule, node: ForeignConstruct['node']): boolean {
  for (let at = node.parent; at; at = at.parent) if (branchesOnDialect(module, at)) return true;
  return false;
}

function noticeOf(
  file: PythonFile,
  { node, kind, name }: ForeignConstruct,
  { target }: SwitchContext,
): Notice {
  const place = placeIn(file, { start: node.from, end: node.to });
  const values = { construct: name, engine: target.label };
  switch (kind) {
    case 'distinct-on':
      return notice('distinct-on-ignored', place, { engine: target.label });
    case 'row-lock':
      return notice('row-locks-ignored', place, { engine: target.label });
    case 'constraint':
      return notice('conflict-by-constraint', place, { engine: target.label });
    default:
      return notice('query-not-portable', place, values);
  }
}
