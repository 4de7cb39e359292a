import type { Handler } from './rule.ts';

/**
 * A handler that looks at these operators only, by the names that the tree has for them: `~~` is
 * LIKE, `~~*` ILIKE, `~` SIMILAR TO as well, `=` also IN, NULLIF and IS DISTINCT FROM.
 */
export function onOperators(
  names: readonly string[],
  handle: Handler<'A_Expr'>,
): Handler<'A_Expr'> {
  return Object.assign(handle, { names: new Set(names) });
}
