import { applyEdits, type TextEdit } from '../../core/edit.ts';
import { type Notice, notice, type Place } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { lineEndingOf, lineStartAt } from '../../formats/lines.ts';
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
import { replaceString } from '../../formats/python/string-literal.ts';
import { needsDialect } from '../alembic/guards.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { isTrue } from './columns.ts';
import { type ConditionFate, conditionFate } from './condition-fate.ts';
import { noRewrite, type PythonRewrite } from './finish-rewrite.ts';
import { indexesJsonColumn, jsonColumnsOf } from './json-columns.ts';
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
      case 'Column':
      case 'mapped_column':
        return orderedJson(file, call, context);
      case 'create_index':
        return partialIndex(file, call, context);
      case 'ExcludeConstraint':
        return excludeConstraint(file, call, context);
      case 'UniqueConstraint':
        return deferredUnique(file, call, context);
      case 'Computed':
        return computedColumn(file, call, context);
      case 'CheckConstraint':
      case 'create_check_constraint':
        return checkConstraint(file, call, context);
      default:
        return nothing;
    }
  });
}

/** `postgresql_where` alone would make a unique index of all rows elsewhere. */
function partialIndex(file: PythonFile, call: PythonNode, context: SwitchContext): ToldRewrite {
  const { module } = file;
  const { source, target } = context;
  const where = keyword(module, call, `${source.sqlalchemyDialect}_where`);
  if (!where || keyword(module, call, `${target.sqlalchemyDialect}_where`)) return nothing;
  const condition = textOf(module, where.value);
  const fate = conditionFate(module, where.value, context);
  if (fate.kind === 'impossible') {
    const place = placeIn(file, where);
    const values = { condition, engine: target.label };
    return { rewrite: noRewrite, notices: [notice('index-condition-not-portable', place, values)] };
  }
  const translated =
    fate.kind === 'portable' ? condition : withText(condition, where.value.from, fate);
  const edit = appendArgument(module, call, `${target.sqlalchemyDialect}_where=${translated}`);
  return { rewrite: { edits: [edit], imports: [] }, notices: [] };
}

/** The source of a condition with a translated text in it. */
function withText(
  source: string,
  offset: number,
  { literal, sql }: Pick<Extract<ConditionFate, { kind: 'translated' }>, 'literal' | 'sql'>,
): string {
  const { start, end, newText } = replaceString(literal, sql);
  return applyEdits(source, [{ start: start - offset, end: end - offset, newText }]);
}

/** An index on what only the source computes is left out on the target. */
function foreignIndex(
  file: PythonFile,
  call: PythonNode,
  context: SwitchContext,
): ToldRewrite | undefined {
  const { module } = file;
  const { source, target } = context;
  const isOnJson = losesJsonOrder(context) && indexesJsonColumn(module, call);
  if (!isOnJson && !needsDialect(module, call, source.sqlalchemyDialect)) return undefined;
  if (call.parent?.name === 'MemberExpression') return nothing;
  const newText = `.ddl_if(dialect=${quoted(module, source.sqlalchemyDialect)})`;
  const place = placeIn(file, { start: call.from, end: call.to });
  return {
    rewrite: { edits: [{ start: call.to, end: call.to, newText }], imports: [] },
    notices: [
      notice(isOnJson ? 'json-index-left-out' : 'index-not-portable', place, {
        engine: target.label,
      }),
    ],
  };
}

function losesJsonOrder({ source, target }: SwitchContext): boolean {
  return source.schema.ordersJson && !target.schema.ordersJson;
}

/** `Column(JSON, index=True)`: the target makes no index on the type, and so no table. */
function orderedJson(file: PythonFile, call: PythonNode, context: SwitchContext): ToldRewrite {
  const { module } = file;
  const column = jsonColumnsOf(module).find((each) => each.call.from === call.from);
  if (!column || !losesJsonOrder(context)) return nothing;
  const place = placeIn(file, { start: call.from, end: call.to });
  const values = { engine: context.target.label, column: column.name };
  if (isTrue(module, call, 'unique')) {
    return { rewrite: noRewrite, notices: [notice('json-unique', place, values)] };
  }
  const index = isTrue(module, call, 'index') ? keyword(module, call, 'index') : undefined;
  if (!index) return nothing;
  const edits = removeArguments(module, call, [index]);
  return {
    rewrite: { edits, imports: [] },
    notices: [notice('json-index-removed', place, values)],
  };
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

function computedColumn(file: PythonFile, call: PythonNode, context: SwitchContext): ToldRewrite {
  const { module } = file;
  const { goal, target } = context;
  const expression = positional(module, call, 0);
  const column = call.parent?.name === 'ArgList' ? call.parent.parent : null;
  if (!expression || !column) return nothing;
  const fate = conditionFate(module, expression.value, context);
  if (fate.kind === 'portable') return nothing;
  if (fate.kind !== 'impossible' && goal.strategy === 'replace') {
    return rewriteOf([replaceString(fate.literal, fate.sql)]);
  }
  const place = placeIn(file, { start: call.from, end: call.to });
  if (fate.kind === 'differs') return differing(place, fate, target);
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

/** What both databases take stays, where both stay: what it gives is for the user to judge. */
function differing(
  place: Place,
  { reason }: Extract<ConditionFate, { kind: 'differs' }>,
  { label }: Engine,
): ToldRewrite {
  const told = notice('statement-differs', place, { engine: label, reason });
  return { rewrite: noRewrite, notices: [told] };
}

/** A check in the target's SQL; where both engines stay, each has its own. */
function checkConstraint(file: PythonFile, call: PythonNode, context: SwitchContext): ToldRewrite {
  const { module } = file;
  const { goal, source, target } = context;
  const condition = conditionOf(module, call);
  const fate = condition && conditionFate(module, condition, context);
  if (!fate || fate.kind === 'portable') return nothing;
  if (fate.kind !== 'impossible' && goal.strategy === 'replace') {
    return rewriteOf([replaceString(fate.literal, fate.sql)]);
  }
  if (call.parent?.name === 'MemberExpression') return nothing;
  const place = placeIn(file, { start: call.from, end: call.to });
  const reason = fate.kind === 'impossible' ? fate.reason : `There it is: ${fate.sql}.`;
  const values = { condition: textOf(module, condition), engine: target.label, reason };
  if (!isOfTable(module, call)) {
    return { rewrite: noRewrite, notices: [notice('check-not-portable', place, values)] };
  }
  const only = (engine: Engine) => `.ddl_if(dialect=${quoted(module, engine.sqlalchemyDialect)})`;
  if (fate.kind === 'impossible') {
    return {
      ...rewriteOf([{ start: call.to, end: call.to, newText: only(source) }]),
      notices: [notice('check-left-out', place, values)],
    };
  }
  const other = withText(textOf(module, call), call.from, fate) + only(target);
  return rewriteOf([
    { start: call.to, end: call.to, newText: `${only(source)},${gapBefore(file, call)}${other}` },
  ]);
}

/** What stands before a call: a line of its own with its indentation, or a space. */
function gapBefore({ source: { text } }: PythonFile, { from }: PythonNode): string {
  const indent = text.slice(lineStartAt(text, from), from);
  return indent.trim() === '' ? `${lineEndingOf(text)}${indent}` : ' ';
}

/** SQLAlchemy asks for the dialect where a table has the constraint, not where a column has it. */
function isOfTable(module: PythonModule, call: PythonNode): boolean {
  if (calledMethod(module, call) !== 'CheckConstraint') return false;
  const outer = call.parent?.name === 'ArgList' ? call.parent.parent : null;
  return !outer || !/^(?:Column|mapped_column|Field)$/.test(calledMethod(module, outer));
}

/** `CheckConstraint(condition)`, `op.create_check_constraint(name, table, condition)`, and without table in a batch. */
function conditionOf(module: PythonModule, call: PythonNode): PythonNode | undefined {
  const named = keyword(module, call, 'sqltext') ?? keyword(module, call, 'condition');
  if (named) return named.value;
  const isCall = calledMethod(module, call) === 'create_check_constraint';
  const last = isCall ? (positional(module, call, 2) ?? positional(module, call, 1)) : undefined;
  return (isCall ? last : positional(module, call, 0))?.value;
}

function rewriteOf(edits: readonly TextEdit[]): ToldRewrite {
  return { rewrite: { edits, imports: [] }, notices: [] };
}
