import type { TextEdit } from '../../core/edit.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import { nodesOf, type PythonModule, type PythonNode } from '../../formats/python/module.ts';
import { calledMethod } from './type-uses.ts';

/** A call of `func.string_agg` that has a portable form. */
export interface JoinedTexts {
  readonly call: PythonNode;
  readonly edit: TextEdit;
}

/**
 * Calls of `func.string_agg(value, separator)` as `func.aggregate_strings`, which SQLAlchemy writes
 * for each database: SQLite has `string_agg` since 3.44 only. One with an order of its own stays.
 * @see https://docs.sqlalchemy.org/en/20/core/functions.html#sqlalchemy.sql.functions.aggregate_strings
 */
export function joinedTexts(module: PythonModule): readonly JoinedTexts[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call): readonly JoinedTexts[] => {
    const name = call.firstChild?.lastChild;
    const isOne = /(?:^|\.)func\.string_agg$/.test(calledName(module, call) ?? '');
    const given = argumentsOf(module, call);
    const isPlain = given.every(({ name: keyword, star }) => keyword === '' && star === '');
    const isOrdered = given.some(
      ({ value }) => calledMethod(module, value) === 'aggregate_order_by',
    );
    if (!name || !isOne || !isPlain || isOrdered || given.length !== 2) return [];
    const edit = { start: name.from, end: name.to, newText: 'aggregate_strings' };
    return [{ call, edit }];
  });
}
