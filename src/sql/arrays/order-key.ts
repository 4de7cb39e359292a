import type { Node } from 'libpg-query';
import { nullability } from '../nullable.ts';
import type { RuleContext } from '../rule-context.ts';
import { elementOf, isDate, isText, isTimestamp, type SqlType } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';

/**
 * A text that sorts as the array does in PostgreSQL: element by element, a shorter array before one
 * that goes on, NULL after every element. `undefined` for elements whose texts have no such order.
 */
export function arrayOrderKey(
  array: Node,
  type: SqlType,
  context: RuleContext,
): Template | undefined {
  const element = elementKey(type);
  if (!element) return undefined;
  const key = sql`ifnull((select group_concat(${element}, '') from json_each(${array})), '')`;
  const isSet = 'A_ArrayExpr' in array || nullability(array, context, undefined) === 'never';
  return isSet ? key : sql`case when ${array} is not null then ${key} end`;
}

function elementKey(type: SqlType): string | undefined {
  const element = elementOf(type);
  // Ten digits each, and a sign that comes after the digits.
  if (element.name === 'int2' || element.name === 'int4')
    return "ifnull(printf('%010d', value + 2147483648), ':')";
  const isSortedText =
    isText(element) || isDate(element) || isTimestamp(element) || element.name === 'uuid';
  return isSortedText ? 'ifnull(value || char(1), char(1114111))' : undefined;
}
