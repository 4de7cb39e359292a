import { onOperators } from '../operator-rule.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const ilike = defineRule({
  id: 'ilike',
  title: 'ILIKE',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no \`ILIKE\`, but its \`LIKE\` already ignores the case of the letters A to Z,
so \`ILIKE\` becomes \`LIKE\`. SQLite has no escape character unless one is named, so a pattern
with a backslash, or one that is not a literal, gets \`ESCAPE '\\'\`.

Letters outside of ASCII keep their case in SQLite: a pattern with such letters is a warning.
Register a collating function, or store a folded column, where that matters.`,
  examples: [
    {
      setup: "create table emp(id int, name text); insert into emp values (1, 'Ann'), (2, 'bob')",
      from: "select id from emp where name ilike 'B%' order by id",
      to: "select id from emp where name like 'B%' order by id nulls last",
    },
    {
      from: "select 'a%b' ilike 'A\\%B', 'axb' not ilike 'A\\%B'",
      to: "select 'a%b' like 'A\\%B' escape '\\', 'axb' not like 'A\\%B' escape '\\'",
    },
  ],
  on: {
    A_Expr: onOperators(['~~*', '!~~*'], ({ kind, name, lexpr, rexpr }, context) => {
      if ((kind !== 'AEXPR_ILIKE' && kind !== 'AEXPR_OP') || !lexpr || !rexpr) return undefined;
      const not = as('String', name?.at(-1))?.sval === '!~~*' ? 'not ' : '';
      const escapeClause = needsEscape(context.stringValue(rexpr)) ? sql` escape '\\'` : sql``;
      const isAscii = !/[^\0-\x7f]/.test(context.stringValue(rexpr) ?? '');
      return {
        at: context.node,
        message: isAscii
          ? 'SQLite has no ILIKE: its LIKE ignores the case of ASCII letters.'
          : 'SQLite has no ILIKE, and its LIKE ignores the case of ASCII letters only: other letters have to match exactly. Store a folded copy of the column to search in.',
        ...(isAscii ? {} : { severity: 'warning' as const }),
        replace: [
          {
            target: context.node,
            template: sql`${lexpr} ${not}like ${rexpr}${hasOwnEscape(rexpr) ? sql`` : escapeClause}`,
          },
        ],
      };
    }),
  },
});

/** A pattern that is not a literal may hold a backslash. */
function needsEscape(pattern: string | undefined): boolean {
  return pattern === undefined || pattern.includes('\\');
}

/** `LIKE x ESCAPE y` is a call of like_escape in the tree. */
function hasOwnEscape(pattern: object): boolean {
  return JSON.stringify(pattern).includes('"like_escape"');
}
