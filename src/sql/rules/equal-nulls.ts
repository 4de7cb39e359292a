import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const equalNulls = defineRule({
  id: 'equal-nulls',
  title: 'UNIQUE NULLS NOT DISTINCT',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `In SQLite two NULLs are never equal to a UNIQUE. An index over \`a IS NULL\` and \`ifnull(a, '')\` takes one NULL
only. A UNIQUE in a table cannot hold expressions: make such an index beside it.

ON CONFLICT has to name the same expressions.`,
  examples: [
    {
      setup: 'create table t (a text, b int not null)',
      from: "create unique index t_u on t (a, b) nulls not distinct; insert into t values (null, 1); insert into t values (null, 2), ('', 1) returning b",
      to: "create unique index t_u on t (a is null, ifnull(a, ''), b is null, ifnull(b, '')); insert into t values (null, 1); insert into t values (null, 2), ('', 1) returning b",
    },
    { from: 'create table t (a int, unique nulls not distinct (a))' },
  ],
  on: {
    Constraint: ({ nulls_not_distinct: areEqual }, context) =>
      areEqual
        ? {
            at: context.node,
            severity: 'error',
            message:
              "SQLite takes two NULLs for different: make a unique index over (a IS NULL, ifnull(a, '')) in the place of this constraint.",
          }
        : undefined,
    IndexStmt: (content, context) =>
      content.nulls_not_distinct ? index(content, context) : undefined,
  },
});

function index({ indexParams = [] }: Content<'IndexStmt'>, context: RuleContext): Answer {
  const { source } = context;
  const names = indexParams.map((item) => as('IndexElem', item)?.name);
  const open = source.find('(', source.find('on', 0));
  const nulls = source.find('nulls', source.partner(open));
  const list = source.span({ first: open + 1, last: source.partner(open) - 1 });
  if (names.includes(undefined) || nulls < 0)
    return {
      at: list,
      severity: 'error',
      message:
        "SQLite takes two NULLs for different: index (a IS NULL, ifnull(a, '')) for each column.",
      settles: ['nulls_not_distinct'],
    };
  const terms = names.map((name) => {
    const column = quoteName(name ?? '');
    return sql`${column} is null, ifnull(${column}, '')`;
  });
  return {
    at: list,
    message:
      'SQLite takes two NULLs for different, so whether there is one is a part of the index.',
    replace: [
      { target: list, template: join(terms, ', ') },
      {
        target: {
          start: source.tokens[nulls - 1]?.end ?? 0,
          end: source.tokens[nulls + 2]?.end ?? 0,
        },
        template: sql``,
      },
    ],
    settles: ['nulls_not_distinct'],
  };
}
