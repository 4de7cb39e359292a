import type { Node, SelectStmt } from 'libpg-query';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const changingQuery = defineRule({
  id: 'changing-query',
  title: 'WITH x AS (INSERT, UPDATE or DELETE ...)',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.35.0',
  explanation: `A WITH of SQLite cannot change rows. Where the query only gives what the statement returns, the statement
stands alone, with its RETURNING. Anything else becomes several statements in one transaction.`,
  examples: [
    {
      setup: "create table kv (k text primary key, v int); insert into kv values ('a', 1)",
      from: "with d as (delete from kv where k = 'a' returning v) select v from d",
      to: "delete from kv where k = 'a' returning v",
    },
  ],
  on: {
    CommonTableExpr: ({ ctequery, ctename }, context) => {
      if (!ctequery || 'SelectStmt' in ctequery) return undefined;
      const top = context.path[0];
      const select = top?.kind === 'SelectStmt' ? (top.content as SelectStmt) : undefined;
      const isOnly = select?.withClause?.ctes?.length === 1;
      if (select && isOnly && onlyReturns(select, ctename ?? '', ctequery))
        return alone(ctequery, context);
      return {
        at: context.source.spanOf(ctequery),
        severity: 'error',
        message:
          'A WITH cannot change rows in SQLite: run this statement first, in the same transaction, and use what it returns.',
      };
    },
  },
});

/** Whether the query gives just columns that the statement returns, in the same order. */
function onlyReturns(select: SelectStmt, name: string, statement: Node): boolean {
  const { targetList = [], fromClause = [] } = select;
  const clauses = Object.keys(select).filter(
    (key) => !['targetList', 'fromClause', 'withClause', 'limitOption', 'op'].includes(key),
  );
  const [from, second] = fromClause;
  if (clauses.length > 0 || second || as('RangeVar', from)?.relname !== name) return false;
  const change =
    as('InsertStmt', statement) ?? as('UpdateStmt', statement) ?? as('DeleteStmt', statement);
  const returned = (change?.returningClause?.exprs ?? []).map(columnOf);
  const wanted = targetList.map(columnOf);
  const isAll = wanted.length === 1 && wanted[0] === '*';
  return !returned.includes(undefined) && (isAll || wanted.join() === returned.join());
}

function columnOf(target: Node): string | undefined {
  const item = as('ResTarget', target);
  const last = as('ColumnRef', item?.val)?.fields?.at(-1);
  if (last && 'A_Star' in last) return '*';
  return item?.name ?? as('String', last)?.sval;
}

function alone(statement: Node, context: RuleContext): Answer {
  const { source } = context;
  const as_ = source.find('as', 0);
  const open = source.find('(', as_);
  const inner = source.span({ first: open + 1, last: source.partner(open) - 1 });
  const whole = { start: 0, end: source.text.length };
  return {
    at: source.spanOf(statement),
    message: 'A WITH cannot change rows in SQLite; the statement itself returns the rows.',
    replace: [{ target: whole, template: sql`${inner}` }],
  };
}
