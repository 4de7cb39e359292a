import type { Node } from 'libpg-query';
import { isCondition } from '../condition.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const anyQuery = defineRule({
  id: 'any-query',
  title: '= ANY (SELECT ...), <> ALL (SELECT ...), > ANY, >= ALL',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `SQLite has \`IN (SELECT ...)\`, and no \`ANY\` or \`ALL\` with another operator. The comparison goes into a query
over the rows: \`ANY\` asks whether there is one for which it is true, \`ALL\` whether there is none for
which it is not. \`<> ALL\` is \`NOT IN\`.

Outside of a condition the result may be NULL, where some comparison is: then the rows are counted.`,
  examples: [
    {
      setup: 'create table t (v int); insert into t values (1), (2)',
      from: 'select v from t where v > any (select v from t) and v <> all (select 9)',
      to: 'select v from t where exists (with other(item) as (select v from t) select 1 from other where v > item) and v not in (select 9)',
    },
    {
      from: 'select 3 > all (select 2)',
      to: 'select (with other(item) as (select 2) select case when total(not 3 > item) > 0 then false when count(*) > count(3 > item) then null else true end from other)',
    },
  ],
  on: {
    SubLink: ({ subLinkType, operName, testexpr, subselect }, context) => {
      const isAny = subLinkType === 'ANY_SUBLINK';
      if (!testexpr || !subselect || !(isAny || subLinkType === 'ALL_SUBLINK')) return undefined;
      const operator = as('String', operName?.at(-1))?.sval ?? '';
      if (!operName) return undefined;
      if (!/^(=|<>|<|>|<=|>=)$/.test(operator) || 'RowExpr' in testexpr)
        return {
          at: context.node,
          severity: 'error',
          message: `SQLite has no ${operator} ANY or ALL of a query: join with the rows, or use EXISTS.`,
        };
      return {
        at: context.node,
        message: 'SQLite has no ANY and ALL: the comparison goes into a query over the rows.',
        replace: [
          {
            target: context.node,
            template: written(isAny, operator, [testexpr, subselect], context),
          },
        ],
      };
    },
  },
});

function written(
  isAny: boolean,
  operator: string,
  [value, query]: readonly [Node, Node],
  context: RuleContext,
): Template {
  const operand = context.operand(value);
  if (isAny && operator === '=') return context.grouped(sql`${operand} in (${query})`);
  if (!isAny && operator === '<>') return context.grouped(sql`${operand} not in (${query})`);
  const test = sql`${operand} ${operator} item`;
  const rows = sql`with other(item) as (${query})`;
  if (!isCondition(context)) return counted(isAny, rows, test);
  return isAny
    ? sql`exists (${rows} select 1 from other where ${test})`
    : sql`not exists (${rows} select 1 from other where (${test}) is not true)`;
}

/** True, false or NULL, as PostgreSQL says. */
function counted(isAny: boolean, rows: Template, test: Template): Template {
  const decided = isAny ? sql`total(${test}) > 0` : sql`total(not ${test}) > 0`;
  return sql`(${rows} select case when ${decided} then ${String(isAny)} when count(*) > count(${test}) then null else ${String(!isAny)} end from other)`;
}
