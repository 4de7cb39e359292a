import type { FuncCall } from 'libpg-query';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean } from '../sql-type.ts';
import { join, sql, type Template, type TemplateValue } from '../template.ts';
import { as } from '../tree.ts';

export const statisticAggregate = defineRule({
  id: 'statistic-aggregate',
  title: 'stddev, variance, bool_and, string_agg(DISTINCT ...), count(DISTINCT (a, b))',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.44.0',
  explanation: `SQLite has no aggregates of statistics: the variance is computed from the sums, which loses digits where
values are large and close to each other. \`bool_and\` is \`min\` and \`bool_or\` is \`max\` of 0 and 1. An
aggregate with DISTINCT takes one argument only in SQLite, so \`string_agg\` writes its separator
afterwards, and distinct pairs are counted as JSON.

Percentiles and \`mode\` need a query of their own.`,
  examples: [
    {
      setup:
        'create table t (a int, b boolean); insert into t values (1, true), (2, false), (3, true)',
      from: 'select round(stddev_samp(a)), bool_and(b), bool_or(b), count(distinct (a, b)) from t',
      to: 'select round(sqrt((sum(1.0 * a * a) - 1.0 * sum(a) * sum(a) / count(a)) / nullif(count(a) - 1, 0))), min(b), max(b), count(distinct json_array(a, b)) from t',
    },
    {
      setup: "create table t (a text not null); insert into t values ('x'), ('y'), ('x')",
      from: "select string_agg(distinct a, '; ' order by a) from t",
      to: "select replace(replace(group_concat(distinct replace(a, ',', char(31)) order by a), ',', '; '), char(31), ',') from t",
    },
  ],
  on: { FuncCall: (content, context) => answer(content, context) },
});

function answer(content: FuncCall, context: RuleContext): Answer {
  const name = as('String', content.funcname?.at(-1))?.sval ?? '';
  const [argument] = content.args ?? [];
  if (content.agg_within_group || /^(percentile|regr|corr|covar)/.test(name))
    return {
      at: context.node,
      severity: 'error',
      message: `SQLite has no ${name}: sort and count the values in a query of their own, or compute it in the application.`,
    };
  if (!argument || content.over) return undefined;
  const template = translation(name, argument, content, context);
  return (
    template && {
      at: context.node,
      message: `SQLite has no ${name} of this kind: it is computed from others.`,
      replace: [{ target: context.node, template }],
    }
  );
}

function translation(
  name: string,
  argument: TemplateValue & object,
  { agg_filter: filter, agg_distinct: distinct, agg_order: order, args = [] }: FuncCall,
  context: RuleContext,
): Template | undefined {
  const only = filter ? sql` filter (where ${filter})` : sql``;
  switch (name) {
    case 'bool_and':
    case 'every':
      return sql`min(${argument})${only}`;
    case 'bool_or':
      return sql`max(${argument})${only}`;
    case 'stddev':
    case 'stddev_samp':
      return filter ? undefined : sql`sqrt(${variance(argument, 'samp')})`;
    case 'stddev_pop':
      return filter ? undefined : sql`sqrt(${variance(argument, 'pop')})`;
    case 'variance':
    case 'var_samp':
      return filter ? undefined : sql`${variance(argument, 'samp')}`;
    case 'var_pop':
      return filter ? undefined : sql`${variance(argument, 'pop')}`;
    case 'count': {
      const row = distinct ? as('RowExpr', args[0])?.args : undefined;
      return row && sql`count(distinct json_array(${join(row, ', ')}))${only}`;
    }
    case 'string_agg': {
      const [, separator] = args;
      if (!distinct || !separator || isBoolean(context.typeOf(args[0]))) return undefined;
      const sorted = order ? sql` order by ${join(order, ', ')}` : sql``;
      const list = sql`group_concat(distinct replace(${argument}, ',', char(31))${sorted})${only}`;
      return sql`replace(replace(${list}, ',', ${separator}), char(31), ',')`;
    }
    default:
      return undefined;
  }
}

function variance(value: TemplateValue, kind: 'samp' | 'pop'): Template {
  const squares = sql`(sum(1.0 * ${value} * ${value}) - 1.0 * sum(${value}) * sum(${value}) / count(${value}))`;
  return kind === 'pop'
    ? sql`${squares} / count(${value})`
    : sql`${squares} / nullif(count(${value}) - 1, 0)`;
}
