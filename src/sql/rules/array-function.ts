import type { FuncCall, Node } from 'libpg-query';
import { builtInName } from '../aggregate-call.ts';
import { arrayOrEmpty } from '../arrays/items.ts';
import { type CallTranslation, integerValue, noForm, onCalls, unlessNull } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { jsonArgument } from '../json/argument.ts';
import { nullability } from '../nullable.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const arrayFunction = defineRule({
  id: 'array-function',
  title: 'Array functions',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `Arrays are kept as JSON in SQLite: their functions become those of JSON. Positions are counted from 1 in
PostgreSQL and from 0 in JSON. The length of an empty array is NULL in PostgreSQL.`,
  examples: [
    {
      from: "select array_length(array[1, 2, 3], 1), cardinality(array[1]), array_position(array['a', 'b'], 'b')",
      to: "select nullif(json_array_length(json_array(1, 2, 3)), 0) as array_length, json_array_length(json_array(1)) as cardinality, (select min(key) + 1 from json_each(json_array('a', 'b')) where value = 'b') as array_position",
    },
    {
      from: "select array_append(array[1], 2), array_remove(array[1, 2], 1), array_to_string(array['a', 'b'], '-'), string_to_array('a,b', ',')",
      to: `select json_insert(json_array(1), '$[#]', 2) as array_append, (select json_group_array(value) from json_each(json_array(1, 2)) where value is not 1) as array_remove, coalesce((select group_concat(value, '-') from json_each(json_array('a', 'b'))), '') as array_to_string, json('[' || replace(json_quote('a,b'), ',', '","') || ']') as string_to_array`,
    },
  ],
  on: {
    FuncCall: onCalls({
      array_append: ([array, value], context) => array && value && appended(array, value, context),
      array_cat: ([left, right]) =>
        left && right && collected(sql`${each(left)} union all ${each(right)}`),
      array_fill: noForm('write the array out.'),
      array_length: ([array, dimension]) => length(array, dimension),
      array_lower: () => sql`1`,
      array_ndims: noForm('arrays of several dimensions are JSON arrays in arrays.'),
      array_position: ([array, value, start]) =>
        array && value && !start
          ? sql`(select min(key) + 1 from json_each(${array}) where value = ${value})`
          : undefined,
      array_positions: ([array, value], context) =>
        array &&
        value &&
        unlessNull(
          array,
          sql`(select json_group_array(key + 1) from json_each(${array}) where value is ${value})`,
          context,
        ),
      array_prepend: ([value, array]) =>
        value && array && collected(sql`select ${value} as value union all ${each(array)}`),
      array_remove: ([array, value], context) =>
        array &&
        value &&
        unlessNull(
          array,
          sql`(select json_group_array(value) from json_each(${array}) where value is not ${value})`,
          context,
        ),
      array_replace: ([array, from, to], context) =>
        array &&
        from &&
        to &&
        unlessNull(
          array,
          sql`(select json_group_array(case when value is ${from} then ${to} else value end) from json_each(${array}))`,
          context,
        ),
      array_to_json: ([array]) => array && sql`json(${array})`,
      array_to_string: (args, context) => joined(args, context),
      array_upper: ([array, dimension]) => length(array, dimension),
      cardinality: ([array]) => array && sql`json_array_length(${array})`,
      generate_subscripts: noForm('use json_each in FROM: its key counts from 0.'),
      trim_array: ([array, count], context) =>
        array &&
        count &&
        unlessNull(
          array,
          sql`(select json_group_array(value) from json_each(${array}) where key < json_array_length(${array}) - ${context.operand(count)})`,
          context,
        ),
      string_to_array: (args, context) => cut(args, context),
    }),
  },
});

function each(array: Node): Template {
  return sql`select value from json_each(${array})`;
}

function collected(rows: Template): Template {
  return sql`(select json_group_array(value) from (${rows}))`;
}

function length(
  array: Node | undefined,
  dimension: Node | undefined,
): Template | CallTranslation | undefined {
  if (!array) return undefined;
  if (integerValue(dimension) !== 1)
    return { severity: 'error', note: 'only the first dimension can be counted.' };
  return sql`nullif(json_array_length(${array}), 0)`;
}

/** No elements give an empty text, and no array NULL. */
function joined(
  args: readonly Node[],
  context: RuleContext,
): Template | CallTranslation | undefined {
  const [array, separator, substitute] = args;
  if (!array || !separator) return undefined;
  const call = as('FuncCall', array);
  if (call && builtInName(call) === 'array_agg')
    return substitute ? undefined : collectedText(call, separator, context);
  const value = substitute ? sql`coalesce(value, ${substitute})` : sql`value`;
  const text = sql`coalesce((select group_concat(${value}, ${separator}) from json_each(${array})), '')`;
  return unlessNull(array, text, context);
}

/** `array_to_string(array_agg(x), ',')` is string_agg, except that NULLs alone give an empty text. */
function collectedText(
  { args, agg_order: order, agg_filter: filter, agg_distinct: distinct, over }: FuncCall,
  separator: Node,
  context: RuleContext,
): Template | CallTranslation {
  const [value] = args ?? [];
  if (!value || distinct || over)
    return { severity: 'error', note: 'collect the values with string_agg.' };
  const sorted = order ? sql` order by ${join(order, ', ')}` : sql``;
  const only = filter ? sql` filter (where ${filter})` : sql``;
  const text = sql`group_concat(${value}, ${separator}${sorted})${only}`;
  if (nullability(value, context, undefined) === 'never') return text;
  return sql`case when count(*)${only} > 0 then coalesce(${text}, '') end`;
}

function appended(array: Node, value: Node, context: RuleContext): Template {
  return sql`json_insert(${arrayOrEmpty(array, context)}, '$[#]', ${jsonArgument(value, context)})`;
}

/** The text as a JSON array, cut at the separator. */
function cut(args: readonly Node[], context: RuleContext): Template | CallTranslation | undefined {
  const [text, separator, substitute] = args;
  const literal = context.stringValue(separator);
  if (!text || !literal || substitute || /[\\"/bfnrtu0-9a-f]/.test(literal))
    return {
      severity: 'error',
      note: 'this separator cannot be cut at. Do it in the application.',
    };
  const array = sql`json('[' || replace(json_quote(${text}), ${quoteLiteral(literal)}, '","') || ']')`;
  // Of no text PostgreSQL makes no element.
  if (context.stringValue(text)) return array;
  return sql`case when ${text} <> '' then ${array} when ${text} = '' then '[]' end`;
}
