import type { FuncCall } from 'libpg-query';
import { isSqliteCall } from './facts/sqlite-functions.ts';
import type { RuleContext } from './rule-context.ts';
import { type AnyContent, as, eachChild, type Kind } from './tree.ts';

/** The kinds of nodes that one expression is made of. */
const parts: ReadonlySet<Kind> = new Set<Kind>([
  'A_Expr',
  'CaseExpr',
  'CaseWhen',
  'CoalesceExpr',
  'FuncCall',
  'MinMaxExpr',
  'NullTest',
  'TypeCast',
]);

/**
 * Whether the expression around the current node calls what only SQLite has: then it was written
 * for SQLite, or is a translation, and what has two meanings has SQLite's.
 */
export function isOwnExpression({ path, schema }: RuleContext): boolean {
  let top = path.length - 1;
  while (top > 0 && parts.has(path[top - 1]?.kind ?? 'String')) top -= 1;
  const { kind, content } = path[top] ?? {};
  const isOwn = (name: string, count: number) => isSqliteCall(name, count) && !schema.routine(name);
  return kind !== undefined && content !== undefined && calls(kind, content, isOwn);
}

function calls(
  kind: Kind,
  content: AnyContent,
  isOwn: (name: string, count: number) => boolean,
): boolean {
  if (kind === 'FuncCall') {
    const { funcname, args } = content as FuncCall;
    if (isOwn(as('String', funcname?.at(-1))?.sval ?? '', args?.length ?? 0)) return true;
  }
  let found = false;
  eachChild(content, (childKind, child) => {
    found ||= calls(childKind, child, isOwn);
  });
  return found;
}
