import type { Node } from 'libpg-query';
import type { RuleContext } from '../rule-context.ts';
import { isArray, isBoolean, isJson, isTimestamp } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { rowObject } from './row-object.ts';

/** A value as an argument of json_object and its relatives: JSON as such, booleans as booleans. */
export function jsonArgument(node: Node, context: RuleContext): Template {
  const type = context.typeOf(node);
  if (isBoolean(type))
    return sql`json(case ${node} when true then 'true' when false then 'false' end)`;
  if (isTimestamp(type)) {
    const text = sql`replace(${node}, ' ', 'T')`;
    return type?.name === 'timestamptz' ? sql`${text} || '+00:00'` : text;
  }
  const row = rowObject(node, context);
  if (row) return row;
  const isMade = 'FuncCall' in node;
  return (isJson(type) || isArray(type)) && !isMade ? sql`json(${node})` : sql`${node}`;
}
