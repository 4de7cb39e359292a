import type { Node } from 'libpg-query';
import type { RuleContext } from '../rule-context.ts';
import { isArray, isBoolean, isJson } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';

/** A value as an argument of json_object and its relatives: JSON as such, booleans as booleans. */
export function jsonArgument(node: Node, context: RuleContext): Template {
  const type = context.typeOf(node);
  if (isBoolean(type))
    return sql`json(case ${node} when true then 'true' when false then 'false' end)`;
  const isMade = 'FuncCall' in node;
  return (isJson(type) || isArray(type)) && !isMade ? sql`json(${node})` : sql`${node}`;
}
