import type { Node } from 'libpg-query';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';
import { jsonArgument } from './argument.ts';

/** A new value is JSON; what to_jsonb() makes of a text or number goes in as it is. */
export function newValue(value: Node, context: RuleContext): Template {
  const call = as('FuncCall', value);
  const name = as('String', call?.funcname?.at(-1))?.sval ?? '';
  const [inner] = call?.args ?? [];
  if (inner && (name === 'to_jsonb' || name === 'to_json')) return jsonArgument(inner, context);
  return call ? sql`${value}` : sql`json(${value})`;
}
