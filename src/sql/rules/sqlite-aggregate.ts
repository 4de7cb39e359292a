import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isText } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';
import { asText } from './sqlite-like.ts';

export const sqliteAggregate = defineRule({
  id: 'sqlite-aggregate',
  title: 'group_concat(), total(), json_group_array()',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`group_concat\` is \`string_agg\`, which takes texts and always a separator. \`total\` is a \`sum\` that is 0.0
without rows. \`json_group_array\` and \`json_group_object\` are \`json_agg\` and \`json_object_agg\`, which give
NULL without rows: \`coalesce\` keeps the empty array.

\`sum\` and \`avg\` of a text column add up the numbers that its texts begin with in SQLite, and are an error in
PostgreSQL: the text is cast, and has to be a number.`,
  examples: [
    {
      setup: "create table kv (k text, v int); insert into kv values ('a', 1), ('b', 2)",
      from: "select group_concat(v), group_concat(k, '-'), total(v) from kv",
      to: "select string_agg(v::text, ','), string_agg(k, '-'), coalesce(sum(v), 0)::float8 from kv",
    },
    {
      setup: "create table kv (k text, v int); insert into kv values ('a', 1), ('b', 2)",
      from: 'select json_group_array(k), json_group_object(k, v) from kv',
      to: "select coalesce(json_agg(k), '[]'), coalesce(json_object_agg(k, v), '{}') from kv",
    },
  ],
  on: {
    FuncCall: (content, context) => {
      const name = as('String', content.funcname?.at(-1))?.sval ?? '';
      const template = aggregates[name]?.(content, context);
      return (
        template && {
          at: context.node,
          message: `PostgreSQL has no ${name}() of this kind.`,
          replace: [{ target: context.node, template }],
        }
      );
    },
  },
});

type Aggregate = (content: Content<'FuncCall'>, context: RuleContext) => Template | undefined;

const aggregates: Readonly<Record<string, Aggregate>> = {
  group_concat: concatenation,
  string_agg: concatenation,
  total: (content, context) =>
    sql`coalesce(${aggregate('sum', numberOf(content, context), content, context)}, 0)::float8`,
  sum: textNumbers('sum'),
  avg: textNumbers('avg'),
  json_group_array: (content, context) =>
    sql`coalesce(${aggregate('json_agg', sql`${content.args?.[0] ?? ''}`, content, context)}, '[]')`,
  json_group_object: (content, context) => {
    const [key, value] = content.args ?? [];
    if (!key || !value) return undefined;
    return sql`coalesce(${aggregate('json_object_agg', sql`${asText(key, context)}, ${value}`, content, context)}, '{}')`;
  },
};

function concatenation(content: Content<'FuncCall'>, context: RuleContext): Template | undefined {
  const [value, separator] = content.args ?? [];
  const name = as('String', content.funcname?.at(-1))?.sval;
  if (!value) return undefined;
  const text = asText(value, context);
  if (name === 'string_agg' && text.parts.length === 1) return undefined;
  const type = context.typeOf(value);
  const known = type ? text : sql`${context.operand(value)}::text`;
  return aggregate('string_agg', sql`${known}, ${separator ?? "','"}`, content, context);
}

function numberOf({ args }: Content<'FuncCall'>, context: RuleContext): Template {
  const [value] = args ?? [];
  if (!value) return sql``;
  return isText(context.typeOf(value)) ? sql`${context.operand(value)}::numeric` : sql`${value}`;
}

function textNumbers(name: string): Aggregate {
  return (content, context) =>
    isText(context.typeOf(content.args?.[0]))
      ? aggregate(name, numberOf(content, context), content, context)
      : undefined;
}

/** The call with what stands around its arguments: DISTINCT, ORDER BY, FILTER, OVER. */
function aggregate(
  name: string,
  args: Template,
  content: Content<'FuncCall'>,
  { source, node }: RuleContext,
): Template {
  const { first, last } = source.extent(node);
  const open = source.find('(', first);
  const close = source.partner(open);
  const order = content.agg_order ? source.find('order', open + 1, close) : -1;
  const ordered = order < 0 ? sql`` : sql` ${source.span({ first: order, last: close - 1 })}`;
  const rest = close < last ? sql` ${source.span({ first: close + 1, last })}` : sql``;
  return sql`${name}(${content.agg_distinct ? 'distinct ' : ''}${args}${ordered})${rest}`;
}
