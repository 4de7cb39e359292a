import type { FuncCall, Node } from 'libpg-query';
import { builtInName, filterWith } from '../aggregate-call.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isArray, isDate, isInterval, isTimestamp } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const orderedSetAggregate = defineRule({
  id: 'ordered-set-aggregate',
  title: 'percentile_cont, percentile_disc, mode WITHIN GROUP (ORDER BY ...)',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.47.0',
  explanation: `SQLite has no \`WITHIN GROUP\`. The values are collected in their order with \`json_group_array\`, and the one at
the right position is read; \`percentile_cont\` reads two, and goes between them.

\`mode\` becomes a query that counts each value. Several percentiles in one call, and \`mode\` beside GROUP BY,
have no equivalent in an expression: group by the value and count.`,
  examples: [
    {
      setup: 'create table t (v int); insert into t values (4), (1), (2), (null)',
      from: 'select percentile_disc(0.5) within group (order by v) from t',
      to: 'select json_group_array(v order by v) filter (where v is not null) ->> cast(max(ceil(0.5 * count(v)) - 1, 0) as integer) as percentile_disc from t',
    },
  ],
  on: { FuncCall: (content, context) => aggregated(content, context) },
});

function aggregated(content: FuncCall, context: RuleContext): Answer {
  if (!content.agg_within_group) return undefined;
  const name = builtInName(content);
  const [fraction] = content.args ?? [];
  const [order, second] = content.agg_order ?? [];
  const value = as('SortBy', order)?.node;
  if (name === 'mode' && value && !second) return mostFrequent(value, content, context);
  const isKnown = name === 'percentile_cont' || name === 'percentile_disc';
  if (!isKnown || !fraction || !order || !value || second || isArray(context.typeOf(fraction)))
    return noForm(name ?? 'this aggregate', context);
  const type = context.typeOf(value);
  const isMoment = isDate(type) || isTimestamp(type) || isInterval(type);
  if (name === 'percentile_cont' && isMoment) return noForm(name, context);
  const filter = filterWith(content.agg_filter, sql`${context.operand(value)} is not null`);
  const values = sql`json_group_array(${value} order by ${order})${filter}`;
  const count = sql`count(${value})${content.agg_filter ? sql` filter (where ${content.agg_filter})` : sql``}`;
  const percent = context.operand(fraction);
  const template =
    name === 'percentile_disc'
      ? sql`${values} ->> cast(max(ceil(${percent} * ${count}) - 1, 0) as integer)`
      : between(values, sql`${percent} * (${count} - 1)`);
  return {
    at: context.node,
    message: `SQLite has no ${name}(): the sorted values are collected, and the one at the position is read.`,
    replace: [{ target: context.node, template: context.grouped(template) }],
  };
}

/** The value that comes most often, in a query of its own over the same rows. */
function mostFrequent(value: Node, { agg_filter, over }: FuncCall, context: RuleContext): Answer {
  const select = context.enclosing('SelectStmt');
  if (!select?.fromClause || select.groupClause || over) return noForm('mode', context);
  const conditions = [select.whereClause, agg_filter].flatMap((node) =>
    node ? [sql`(${node})`] : [],
  );
  const where = join([...conditions, sql`${context.operand(value)} is not null`], ' and ');
  const query = sql`select ${value} from ${join(select.fromClause, ', ')} where ${where}`;
  return {
    at: context.node,
    message: 'SQLite has no mode(): a query of its own counts how often each value comes.',
    replace: [
      {
        target: context.node,
        template: sql`max((${query} group by ${value} order by count(*) desc, ${value} limit 1))`,
      },
    ],
  };
}

function noForm(name: string, context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'error',
    message: `SQLite has no ${name}() of this kind. Sort and count in a query of its own, or do it in the application.`,
  };
}

/** The value at a position that may lie between two values. */
function between(values: Template, position: Template): Template {
  const low = sql`(${values} ->> cast(floor(${position}) as integer))`;
  const high = sql`(${values} ->> cast(ceil(${position}) as integer))`;
  return sql`${low} + (${high} - ${low}) * (${position} - floor(${position}))`;
}
