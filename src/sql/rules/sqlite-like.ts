import type { Node } from 'libpg-query';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean, isText, isUnknownLiteral } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const sqliteLike = defineRule({
  id: 'sqlite-like',
  title: 'LIKE ignores case in SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `SQLite's \`LIKE\` ignores the case of ASCII letters, PostgreSQL's does not: it becomes \`ILIKE\`, unless the
pattern has no letters. \`ILIKE\` ignores the case of other letters too.

A backslash has no meaning in SQLite without \`ESCAPE\` and is an escape in PostgreSQL: \`ESCAPE ''\` takes that
away where the pattern has one, or is not a literal. What is no text is cast.`,
  examples: [
    {
      setup: "create table emp (name text, n int); insert into emp values ('Ann', 1)",
      from: "select name from emp where name like 'a%' and n like '1%'",
      to: "select name from emp where name ilike 'a%' and n::text like '1%'",
    },
    { from: "select 'a\\b' like 'A\\%'", to: "select 'a\\b' ilike 'A\\%' escape ''" },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      if (kind !== 'AEXPR_LIKE' || !lexpr || !rexpr) return undefined;
      const hasEscape =
        as('FuncCall', rexpr) !== undefined && JSON.stringify(rexpr).includes('like_escape');
      const pattern = hasEscape ? undefined : context.stringValue(rexpr);
      const not = as('String', name?.at(-1))?.sval === '!~~' ? 'not ' : '';
      const isCaseless = pattern !== undefined && !/\p{L}/u.test(pattern);
      const escapeClause =
        !hasEscape && (pattern === undefined || pattern.includes('\\')) ? sql` escape ''` : sql``;
      const template = sql`${asText(lexpr, context)} ${not}${isCaseless ? 'like' : 'ilike'} ${rexpr}${escapeClause}`;
      const isSame = isCaseless && escapeClause.parts.length === 0 && isTextual(lexpr, context);
      if (isSame) return 'portable';
      return {
        at: context.node,
        message:
          "SQLite's LIKE ignores the case of letters and has no escape character of its own.",
        replace: [{ target: context.node, template }],
      };
    },
  },
});

function isTextual(node: Node, context: RuleContext): boolean {
  const type = context.typeOf(node);
  return type === undefined || isText(type) || isUnknownLiteral(type);
}

/** A value of any type as a text. */
export function asText(node: Node, context: RuleContext): Template {
  if (isTextual(node, context)) return sql`${node}`;
  const isNumber = isBoolean(context.typeOf(node));
  return isNumber ? sql`(${node})::int::text` : sql`${context.operand(node)}::text`;
}
