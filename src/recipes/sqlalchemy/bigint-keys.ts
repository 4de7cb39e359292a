import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { referenceTo } from '../../formats/python/import-edits.ts';
import { qualifiedName } from '../../formats/python/imports.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { isRevision } from '../alembic/revisions.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { columnsOf, isCountingKey, typeName } from './columns.ts';
import { changesOfRewrites, type PythonRewrite } from './finish-rewrite.ts';

interface BigKeys extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly types: readonly PythonNode[];
}

/**
 * Gives primary keys of other integer types a variant that counts up: in SQLite only INTEGER does,
 * and the first insert into a table with a BIGINT key fails.
 * @see https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#allowing-autoincrement-behavior-sqlalchemy-types-other-than-integer-integer
 */
export const bigintKeys: Recipe<BigKeys> = {
  id: 'bigint-keys',
  ecosystem: 'sqlalchemy',
  title: 'Let BigInteger and SmallInteger primary keys count up on both engines',
  beyondConfiguration: true,
  detect: (project) =>
    pythonFilesWith(project, /\b(?:BigInteger|BIGINT|SmallInteger|SMALLINT)\b/)
      .filter((file) => !isRevision(file))
      .flatMap(findKeys),
  rewrite(finding, { target, project }) {
    const { file, types, of } = finding;
    if (of !== target) return outcome({});
    const rewrites = types.map((type) => countingKey(file.module, type, target));
    const changes = changesOfRewrites(file, rewrites, project, {
      title: 'Let integer keys count up',
      why: `${target.label} counts up only keys of type INTEGER: the first insert without an id would fail.`,
    });
    return outcome({ changes });
  },
};

function findKeys(file: PythonFile): readonly BigKeys[] {
  const types = uncountingKeys(file.module);
  const [first] = types;
  const of = Object.values(engines).find(({ schema }) => schema.countingKeyType);
  const other = Object.values(engines).find(({ schema }) => !schema.countingKeyType);
  if (!first || !of || !other) return [];
  return [
    {
      path: file.path,
      span: { start: first.from, end: first.to },
      engine: other.id,
      label: `integer keys in ${file.path}`,
      file,
      of,
      types,
    },
  ];
}

const otherIntegers = /^(?:BigInteger|BIGINT|SmallInteger|SMALLINT)$/;

/** The types of keys that would not count up where only one integer type does. */
export function uncountingKeys(module: PythonModule): readonly PythonNode[] {
  const keys = columnsOf(module).flatMap((column) => {
    const { type } = column;
    if (!type || !otherIntegers.test(typeName(module, type))) return [];
    const shared = enclosing(column.call, 'MemberExpression') && isAnnotated(module, column.call);
    return shared || isCountingKey(module, column) ? [type] : [];
  });
  return [...keys, ...mappedIntegers(module)];
}

/** Whether a column stands in `Annotated[int, mapped_column(...)]`, for any key to use. */
function isAnnotated(module: PythonModule, call: PythonNode): boolean {
  const { parent } = call;
  return (
    parent?.name === 'MemberExpression' && /^(?:\w+\.)*Annotated\[/.test(textOf(module, parent))
  );
}

/** Integer types in a `type_annotation_map`: keys take theirs from it. */
function mappedIntegers(module: PythonModule): readonly PythonNode[] {
  return nodesOf(module.root, 'DictionaryExpression')
    .filter(({ prevSibling }) => {
      const before = prevSibling?.name === 'AssignOp' ? prevSibling.prevSibling : undefined;
      const name = before?.name === 'TypeDef' ? before.prevSibling : before;
      return name && textOf(module, name) === 'type_annotation_map';
    })
    .flatMap(childrenOf)
    .filter((node) => node.prevSibling?.name === ':' && otherIntegers.test(typeName(module, node)));
}

/** `BigInteger().with_variant(Integer, "sqlite")`. */
export function countingKey(
  module: PythonModule,
  type: PythonNode,
  { schema, sqlalchemyDialect }: Engine,
): PythonRewrite {
  if (!schema.countingKeyType) return { edits: [], imports: [] };
  const callee = type.name === 'CallExpression' ? type.firstChild : type;
  const text = callee ? textOf(module, callee) : '';
  const prefix = text.slice(0, text.lastIndexOf('.') + 1);
  const ofDialect = callee && /dialects/.test(qualifiedName(module, callee) ?? '');
  const reference =
    prefix && !ofDialect
      ? { text: prefix + schema.countingKeyType, imports: [] }
      : referenceTo(module, 'sqlalchemy', schema.countingKeyType);
  const called = type.name === 'CallExpression' ? '' : '()';
  const newText = `${called}.with_variant(${reference.text}, ${quoted(module, sqlalchemyDialect)})`;
  return { edits: [{ start: type.to, end: type.to, newText }], imports: reference.imports };
}
