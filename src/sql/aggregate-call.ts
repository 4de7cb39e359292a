import type { FuncCall, Node } from 'libpg-query';
import type { RuleContext } from './rule-context.ts';
import { sql, type Template } from './template.ts';
import { as } from './tree.ts';

/** What follows an aggregate's arguments: `FILTER (...) OVER (...)`, with a blank before it. */
export function aggregateTail({ source, node }: RuleContext): Template {
  const { first, last } = source.extent(node);
  const open = source.find('(', first, last);
  let close = source.partner(open);
  if (source.value(close + 1) === 'within') close = source.partner(close + 3);
  return close < last ? sql` ${source.span({ first: close + 1, last })}` : sql``;
}

/** The name of a function of PostgreSQL's own; `undefined` for one in another schema. */
export function builtInName({ funcname }: FuncCall): string | undefined {
  const schema = as('String', funcname?.at(-2))?.sval;
  return schema === undefined || schema === 'pg_catalog'
    ? as('String', funcname?.at(-1))?.sval
    : undefined;
}

/** The condition of FILTER together with one more. */
export function filterWith(filter: Node | undefined, condition: Template): Template {
  return filter
    ? sql` filter (where (${filter}) and ${condition})`
    : sql` filter (where ${condition})`;
}
