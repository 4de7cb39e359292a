import type { FuncCall } from 'libpg-query';
import { aggregateTail } from '../aggregate-call.ts';
import { jsonArgument } from '../json/argument.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

const names: Readonly<Record<string, string>> = {
  array_agg: 'json_group_array',
  json_agg: 'json_group_array',
  json_object_agg: 'json_group_object',
  jsonb_agg: 'json_group_array',
  jsonb_object_agg: 'json_group_object',
};

export const jsonAggregate = defineRule({
  id: 'json-aggregate',
  title: 'array_agg, json_agg, json_object_agg',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.44.0',
  explanation: `SQLite collects values with \`json_group_array\` and \`json_group_object\`. Over no rows they give \`[]\` and
\`{}\`, where PostgreSQL gives NULL: a CASE keeps the NULL where there may be no rows.`,
  examples: [
    {
      setup: "create table kv (k text, v int); insert into kv values ('b', 1), ('a', 2)",
      from: 'select array_agg(k order by k), json_agg(v) filter (where v > 5) from kv',
      to: 'select case when count(*) > 0 then json_group_array(k order by k nulls last) end as array_agg, case when count(*) filter (where v > 5) > 0 then json_group_array(v) filter (where v > 5) end as json_agg from kv',
    },
    {
      setup: "create table kv (k text, v int); insert into kv values ('b', 1), ('a', 2)",
      from: 'select k, jsonb_agg(v) from kv group by k order by k',
      to: 'select k, json_group_array(v) as jsonb_agg from kv group by k order by k nulls last',
    },
  ],
  on: {
    FuncCall: (content, context) => {
      const name = names[as('String', content.funcname?.at(-1))?.sval ?? ''];
      return name ? aggregated(name, content, context) : undefined;
    },
  },
});

function aggregated(name: string, content: FuncCall, context: RuleContext): Answer {
  const { args = [], agg_order: order, agg_distinct: distinct } = content;
  const values = args.map((argument, index) =>
    name === 'json_group_object' && index === 0
      ? sql`${argument}`
      : jsonArgument(argument, context),
  );
  const sorted = order ? sql` order by ${join(order, ', ')}` : distinctOrder(content);
  const call = sql`${name}(${distinct ? 'distinct ' : ''}${join(values, ', ')}${sorted})${aggregateTail(context)}`;
  const template: Template = mayBeEmpty(content, context)
    ? sql`case when count(*)${aggregateTail(context)} > 0 then ${call} end`
    : call;
  return {
    at: context.node,
    message: `SQLite collects values with ${name}, which gives an empty one and not NULL over no rows.`,
    replace: [{ target: context.node, template }],
  };
}

/** PostgreSQL sorts the values to find those that are equal. */
function distinctOrder({ args, agg_distinct: distinct }: FuncCall): Template {
  const [value] = args ?? [];
  return distinct && value ? sql` order by ${value} nulls last` : sql``;
}

/** A group has rows; all rows together may be none, and a filter may leave none. */
function mayBeEmpty({ agg_filter: filter, over }: FuncCall, context: RuleContext): boolean {
  const { parent } = context;
  if (parent?.kind === 'CoalesceExpr') {
    const [, second] = (parent.content as Content<'CoalesceExpr'>).args ?? [];
    const text = context.stringValue(second)?.trim();
    if (text === '[]' || text === '{}') return false;
  }
  if (over) return filter !== undefined;
  return filter !== undefined || !context.enclosing('SelectStmt')?.groupClause;
}
