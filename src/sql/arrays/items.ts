import type { Node } from 'libpg-query';
import { jsonArgument } from '../json/argument.ts';
import { nullability } from '../nullable.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

/** What stands in parentheses after IN: the elements, or a query of the JSON array's. */
export function membership(array: Node): Template {
  const elements = elementsOf(array);
  return elements ? sql`(${join(elements, ', ')})` : sql`(select value from json_each(${array}))`;
}

/** The elements where the array is written out, and no element is an array. */
export function elementsOf(array: Node): readonly Node[] | undefined {
  const inner = as('TypeCast', array)?.arg ?? array;
  const elements = as('A_ArrayExpr', inner)?.elements;
  if (!as('A_ArrayExpr', inner) || elements?.some((item) => 'A_ArrayExpr' in item))
    return undefined;
  return elements ?? [];
}

/** The array, or an empty one in the place of NULL, to which PostgreSQL appends. */
export function arrayOrEmpty(array: Node, context: RuleContext): Template {
  const isSet = 'A_ArrayExpr' in array || nullability(array, context, undefined) === 'never';
  return isSet ? sql`${array}` : sql`coalesce(${array}, '[]')`;
}

/** The array as JSON. */
export function arrayTemplate(elements: readonly Node[], context: RuleContext): Template {
  return sql`json_array(${join(
    elements.map((item) => jsonArgument(item, context)),
    ', ',
  )})`;
}
