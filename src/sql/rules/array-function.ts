import type { Node } from 'libpg-query';
import { type CallTranslation, integerValue, noForm, onCalls } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';

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
      to: "select nullif(json_array_length(json_array(1, 2, 3)), 0), json_array_length(json_array(1)), (select min(key) + 1 from json_each(json_array('a', 'b')) where value = 'b')",
    },
    {
      from: "select array_append(array[1], 2), array_remove(array[1, 2], 1), array_to_string(array['a', 'b'], '-'), string_to_array('a,b', ',')",
      to: `select json_insert(json_array(1), '$[#]', 2), (select json_group_array(value) from json_each(json_array(1, 2)) where value is not 1), (select group_concat(value, '-') from json_each(json_array('a', 'b'))), json('[' || replace(json_quote('a,b'), ',', '","') || ']')`,
    },
  ],
  on: {
    FuncCall: onCalls({
      array_append: ([array, value]) =>
        array && value && sql`json_insert(${array}, '$[#]', ${value})`,
      array_cat: ([left, right]) =>
        left && right && collected(sql`${each(left)} union all ${each(right)}`),
      array_length: ([array, dimension]) => length(array, dimension),
      array_lower: () => sql`1`,
      array_ndims: noForm('arrays of several dimensions are JSON arrays in arrays.'),
      array_position: ([array, value, start]) =>
        array && value && !start
          ? sql`(select min(key) + 1 from json_each(${array}) where value = ${value})`
          : undefined,
      array_positions: ([array, value]) =>
        array &&
        value &&
        sql`(select json_group_array(key + 1) from json_each(${array}) where value = ${value})`,
      array_prepend: ([value, array]) =>
        value && array && collected(sql`select ${value} as value union all ${each(array)}`),
      array_remove: ([array, value]) =>
        array &&
        value &&
        sql`(select json_group_array(value) from json_each(${array}) where value is not ${value})`,
      array_replace: ([array, from, to]) =>
        array &&
        from &&
        to &&
        sql`(select json_group_array(case when value is ${from} then ${to} else value end) from json_each(${array}))`,
      array_to_json: ([array]) => array && sql`json(${array})`,
      array_to_string: ([array, separator, substitute]) =>
        array && separator && joined(array, separator, substitute),
      array_upper: ([array, dimension]) => length(array, dimension),
      cardinality: ([array]) => array && sql`json_array_length(${array})`,
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

function joined(array: Node, separator: Node, substitute: Node | undefined): Template {
  const value = substitute ? sql`coalesce(value, ${substitute})` : sql`value`;
  return sql`(select group_concat(${value}, ${separator}) from json_each(${array}))`;
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
  return sql`json('[' || replace(json_quote(${text}), ${quoteLiteral(literal)}, '","') || ']')`;
}
