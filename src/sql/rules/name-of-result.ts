import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Scope } from '../scope.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const nameOfResult = defineRule({
  id: 'name-of-result',
  title: "A result's name in WHERE and HAVING",
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite knows the names of results (\`count(*) AS n\`) in WHERE, GROUP BY and HAVING; PostgreSQL in GROUP BY and
ORDER BY alone. In a condition the name becomes the expression that it stands for.`,
  examples: [
    {
      setup: 'create table p (id int, author int); insert into p values (1, 1), (2, 1), (3, 2)',
      from: 'select author, count(*) as n from p group by author having n > 1',
      to: 'select author, count(*) as n from p group by author having count(*) > 1',
    },
  ],
  on: {
    ColumnRef: ({ fields }, context) => {
      const name = fields?.length === 1 ? as('String', fields[0])?.sval : undefined;
      const at = context.path.findLastIndex(({ kind }) => kind === 'SelectStmt');
      const field = context.path[at + 1]?.field;
      if (name === undefined || (field !== 'whereClause' && field !== 'havingClause'))
        return undefined;
      if (isColumn(name, context)) return undefined;
      const { targetList = [] } = (context.path[at]?.content ?? {}) as Content<'SelectStmt'>;
      const value = targetList
        .map((item) => as('ResTarget', item))
        .find((item) => item?.name === name)?.val;
      if (!value) return undefined;
      const template =
        as('ColumnRef', value) || as('FuncCall', value) ? sql`${value}` : sql`(${value})`;
      return {
        at: context.node,
        message: `PostgreSQL does not know the name ${name} of a result in a condition: what it stands for is repeated.`,
        replace: [{ target: context.node, template }],
      };
    },
  },
});

/** Whether a table of the query has, or may have, such a column. */
function isColumn(name: string, context: RuleContext): boolean {
  for (let scope: Scope | undefined = context.scope; scope; scope = scope.parent)
    for (const { columns } of scope.relations) if (columns?.has(name)) return true;
  return false;
}
