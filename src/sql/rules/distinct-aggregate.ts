import type { FuncCall } from 'libpg-query';
import { builtInName, filterWith } from '../aggregate-call.ts';
import { quoteLiteral } from '../cast.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql } from '../template.ts';
import { as } from '../tree.ts';

export const distinctAggregate = defineRule({
  id: 'distinct-aggregate',
  title: 'string_agg(DISTINCT x, y), count(DISTINCT (a, b))',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.44.0',
  explanation: `In SQLite an aggregate with DISTINCT has one argument, and that is no row. The distinct texts are collected as
JSON and the marks between them exchanged for the separator; a row is counted as a JSON array.

PostgreSQL sorts the values of a DISTINCT aggregate, so they are sorted here too.`,
  examples: [
    {
      setup: "create table t (a text, b int); insert into t values ('y', 1), ('x', 1), ('y', 2)",
      from: "select string_agg(distinct a, '; '), count(distinct (a, b)) from t",
      to: `select replace(json_group_array(distinct a order by a) filter (where a is not null), '","', '; ') ->> 0 as string_agg, count(distinct json_array(a, b)) as count from t`,
    },
  ],
  on: {
    FuncCall: (content, context) => {
      if (!content.agg_distinct) return undefined;
      const name = builtInName(content);
      if (name === 'string_agg') return texts(content, context);
      return name === 'count' ? rows(content, context) : undefined;
    },
  },
});

function texts({ args, agg_order, agg_filter }: FuncCall, context: RuleContext): Answer {
  const [value, separator] = args ?? [];
  const mark = context.stringValue(separator);
  if (!value || mark === undefined)
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite has DISTINCT in aggregates of one argument only. Take the distinct values in a subquery first.',
    };
  const order = agg_order ? join(agg_order, ', ') : sql`${value}`;
  const filter = filterWith(agg_filter, sql`${context.operand(value)} is not null`);
  const escaped = quoteLiteral(JSON.stringify(mark).slice(1, -1));
  const template = sql`replace(json_group_array(distinct ${value} order by ${order})${filter}, '","', ${escaped}) ->> 0`;
  return {
    at: context.node,
    message: 'SQLite has DISTINCT in aggregates of one argument only: the texts go through JSON.',
    replace: [{ target: context.node, template: context.grouped(template) }],
  };
}

function rows({ args }: FuncCall, context: RuleContext): Answer {
  const row = as('RowExpr', args?.[0]);
  const [node] = args ?? [];
  if (!row || !node) return undefined;
  return {
    at: node,
    message: 'SQLite counts no rows: each one is counted as a JSON array.',
    replace: [
      {
        target: context.source.outerSpanOf(node),
        template: sql`json_array(${join(row.args ?? [], ', ')})`,
      },
    ],
    settles: ['args'],
  };
}
