import { type Notice, notice } from '../../core/notice.ts';
import {
  appendArgument,
  argumentsOf,
  keyword,
  positional,
  removeArguments,
} from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { needsDialect } from '../alembic/guards.ts';
import { fateOf } from '../alembic/sql-statements.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { noRewrite, type PythonRewrite } from './finish-rewrite.ts';
import { calledMethod } from './type-uses.ts';

/** A rewrite with what the user is told of it. */
export interface ToldRewrite {
  readonly rewrite: PythonRewrite;
  readonly notices: readonly Notice[];
}

const nothing: ToldRewrite = { rewrite: noRewrite, notices: [] };

/**
 * What indexes and constraints need to mean the same on the target: a condition for its dialect
 * too, no options that it does not know, and those left out there that it cannot have.
 */
export function constraintRewrites(
  file: PythonFile,
  context: SwitchContext,
): readonly ToldRewrite[] {
  return nodesOf(file.module.root, 'CallExpression').map((call): ToldRewrite => {
    switch (calledMethod(file.module, call)) {
      case 'Index':
        return foreignIndex(file, call, context) ?? partialIndex(file, call, context);
      case 'create_index':
        return partialIndex(file, call, context);
      case 'ExcludeConstraint':
        return excludeConstraint(file, call, context);
      case 'UniqueConstraint':
        return deferredUnique(file, call, context);
      case 'Computed':
        return computedColumn(file, call, context);
      default:
        return nothing;
    }
  });
}

/** `postgresql_where` alone would make a unique index of all rows elsewhere. */
function partialIndex(
  file: PythonFile,
  call: PythonNode,
  { source, target }: SwitchContext,
): ToldRewrite {
  const { module } = file;
  const where = keyword(module, call, `${source.sqlalchemyDialect}_where`);
  if (!where || keyword(module, call, `${target.sqlalchemyDialect}_where`)) return nothing;
  const condition = textOf(module, where.value);
  if (!isPortable(module, where.value, source.sqlalchemyDialect)) {
    const place = placeIn(file, where);
    const values = { condition, engine: target.label };
    return { rewrite: noRewrite, notices: [notice('index-condition-not-portable', place, values)] };
  }
  const edit = appendArgument(module, call, `${target.sqlalchemyDialect}_where=${condition}`);
  return { rewrite: { edits: [edit], imports: [] }, notices: [] };
}

/** An index on what only the source computes is left out on the target. */
function foreignIndex(
  file: PythonFile,
  call: PythonNode,
  { source, target }: SwitchContext,
): ToldRewrite | undefined {
  const { module } = file;
  if (!needsDialect(module, call, source.sqlalchemyDialect)) return undefined;
  if (call.parent?.name === 'MemberExpression') return nothing;
  const newText = `.ddl_if(dialect=${quoted(module, source.sqlalchemyDialect)})`;
  const place = placeIn(file, { start: call.from, end: call.to });
  return {
    rewrite: { edits: [{ start: call.to, end: call.to, newText }], imports: [] },
    notices: [notice('index-not-portable', place, { engine: target.label })],
  };
}

function isPortable(module: PythonModule, node: PythonNode, dialect: string): boolean {
  const own = stringLiteral(module, node);
  const literals = own
    ? [own]
    : nodesOf(node, 'String').flatMap((string) => stringLiteral(module, string) ?? []);
  return literals.every(({ value }) => fateOf(value, dialect) === 'portable');
}

/** @see https://docs.sqlalchemy.org/en/20/core/ddl.html#sqlalchemy.schema.HasConditionalDDL.ddl_if */
function excludeConstraint(
  file: PythonFile,
  call: PythonNode,
  { source, target }: SwitchContext,
): ToldRewrite {
  const name = calledName(file.module, call) ?? '';
  const isOwn = name.startsWith(`sqlalchemy.dialects.${source.sqlalchemyDialect}`);
  if (!isOwn || call.parent?.name === 'MemberExpression') return nothing;
  const newText = `.ddl_if(dialect=${quoted(file.module, source.sqlalchemyDialect)})`;
  const place = placeIn(file, { start: call.from, end: call.to });
  return {
    rewrite: { edits: [{ start: call.to, end: call.to, newText }], imports: [] },
    notices: [notice('exclude-constraint-left-out', place, { engine: target.label })],
  };
}

function deferredUnique(
  file: PythonFile,
  call: PythonNode,
  { goal, target }: SwitchContext,
): ToldRewrite {
  const { module } = file;
  const options = argumentsOf(module, call).filter(({ name }) =>
    /^(?:deferrable|initially)$/.test(name),
  );
  if (target.schema.defersUniques || options.length === 0) return nothing;
  const place = placeIn(file, { start: call.from, end: call.to });
  const values = { engine: target.label };
  if (goal.strategy === 'keep-both') {
    return { rewrite: noRewrite, notices: [notice('unique-not-deferrable', place, values)] };
  }
  const edits = removeArguments(module, call, options);
  return {
    rewrite: { edits, imports: [] },
    notices: [notice('unique-checked-at-once', place, values)],
  };
}

function computedColumn(
  file: PythonFile,
  call: PythonNode,
  { goal, source, target }: SwitchContext,
): ToldRewrite {
  const { module } = file;
  const expression = positional(module, call, 0);
  const column = call.parent?.name === 'ArgList' ? call.parent.parent : null;
  if (!expression || !column) return nothing;
  if (isPortable(module, expression.value, source.sqlalchemyDialect)) return nothing;
  const place = placeIn(file, { start: call.from, end: call.to });
  const values = { expression: textOf(module, expression.value), engine: target.label };
  const isSearch = /\bto_tsvector\b/.test(values.expression);
  if (!isSearch || goal.strategy === 'keep-both') {
    return { rewrite: noRewrite, notices: [notice('computed-not-portable', place, values)] };
  }
  const argument = argumentsOf(module, column).filter(({ value }) => value.from === call.from);
  return {
    rewrite: { edits: removeArguments(module, column, argument), imports: [] },
    notices: [notice('computed-search-dropped', place, values)],
  };
}
