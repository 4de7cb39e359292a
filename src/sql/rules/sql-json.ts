import type {
  JsonArrayConstructor,
  JsonArrayQueryConstructor,
  JsonFuncExpr,
  JsonIsPredicate,
  JsonValueExpr,
  Node,
} from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { isCondition } from '../condition.ts';
import { jsonArgument } from '../json/argument.ts';
import { nullability } from '../nullable.ts';
import { isOwnExpression } from '../own-expression.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { outputColumns } from '../scope.ts';
import { isInteger, isText, typeOfTypeName } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const sqlJson = defineRule({
  id: 'sql-json',
  title: "The SQL standard's JSON functions",
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `JSON_OBJECT, JSON_ARRAYAGG, JSON_VALUE, IS JSON and their kin have words of their own between their
arguments. SQLite has functions for most of them. A path has to be a literal of keys and indices;
JSON_TABLE, and what is said about errors and empty results, has no form.`,
  examples: [
    {
      setup: `create table t (id int primary key, d jsonb); insert into t values (1, '{"a": {"b": 2}}')`,
      from: `select json_object('id': id, 'd' value d) as o, json_value(d, '$.a.b') as v, json_exists(d, '$.x') as x, '[1]' is json array as j from t`,
      to: "select json_object('id', id, 'd', json(d)) as o, case json_type(d, '$.a.b') when 'true' then 'true' when 'false' then 'false' when 'object' then null when 'array' then null else cast(d ->> '$.a.b' as text) end as v, case when d is not null then json_type(d, '$.x') is not null end as x, case json_valid('[1]') when 1 then json_type('[1]') = 'array' when 0 then false end as j from t",
    },
    {
      setup:
        "create table kv (k text primary key, v int); insert into kv values ('a', 1), ('b', null)",
      from: 'select json_objectagg(k: v) as o, json_arrayagg(v order by k) as a from kv',
      to: 'select case when count(*) > 0 then json_group_object(k, v) end as o, case when count(*) > 0 then json_group_array(v order by k) filter (where v is not null) end as a from kv',
    },
  ],
  on: {
    JsonArrayAgg: ({ arg, constructor: call, absent_on_null: isAbsent }, context) => {
      const value = as('JsonValueExpr', wrapped(arg))?.raw_expr;
      if (!value || call?.output || call?.agg_filter || call?.over) return noForm(context);
      const order = call?.agg_order?.length ? sql` order by ${join(call.agg_order, ', ')}` : sql``;
      const filter = isAbsent ? sql` filter (where ${context.operand(value)} is not null)` : sql``;
      const list = sql`json_group_array(${jsonArgument(value, context)}${order})${filter}`;
      return written(sql`case when count(*) > 0 then ${list} end`, context);
    },
    JsonArrayConstructor: (content, context) =>
      isOwnExpression(context) ? 'portable' : array(content, context),
    JsonArrayQueryConstructor: (content, context) => arrayOfRows(content, context),
    JsonFuncExpr: (content, context) => read(content, context),
    JsonIsPredicate: (content, context) => tested(content, context),
    JsonObjectAgg: ({ arg, constructor: call, absent_on_null: isAbsent }, context) => {
      const value = (arg?.value as JsonValueExpr | undefined)?.raw_expr;
      if (!arg?.key || !value || isAbsent || call?.output || call?.agg_filter || call?.over)
        return noForm(context);
      const pairs = sql`json_group_object(${arg.key}, ${jsonArgument(value, context)})`;
      return written(sql`case when count(*) > 0 then ${pairs} end`, context);
    },
    JsonObjectConstructor: ({ exprs = [], output, absent_on_null: isAbsent }, context) => {
      if (output || isAbsent) return noForm(context);
      const pairs = exprs.flatMap((item) => {
        const { key, value } = as('JsonKeyValue', item) ?? {};
        const raw = (value as JsonValueExpr | undefined)?.raw_expr;
        return key && raw ? [sql`${key}, ${jsonArgument(raw, context)}`] : [];
      });
      return written(sql`json_object(${join(pairs, ', ')})`, context);
    },
    JsonKeyValue: () => 'portable',
    JsonParseExpr: () => 'portable',
    JsonTable: (_content, context) => ({
      at: context.source.spanOf(context.node),
      severity: 'error',
      message:
        'SQLite has no JSON_TABLE: read the elements with json_each, and their keys with ->>.',
    }),
    JsonTableColumn: () => 'portable',
    JsonValueExpr: () => 'portable',
  },
});

/** `JSON_ARRAY(a, b)`, which leaves NULL out unless it says NULL ON NULL. */
function array(
  { exprs = [], output, absent_on_null: isAbsent }: JsonArrayConstructor,
  context: RuleContext,
): Answer {
  if (output) return noForm(context);
  const values = exprs.flatMap((item) => as('JsonValueExpr', item)?.raw_expr ?? []);
  const list = sql`json_array(${arguments_(values, context)})`;
  const { source } = context;
  const { first, last } = source.extent(context.node);
  const hasWords = source.find('on', first + 2, last) >= 0;
  const hasNull = values.some((value) => !as('A_Const', value) || as('A_Const', value)?.isnull);
  const leavesOut = isAbsent && values.some((value) => mayBeNull(value, context));
  if (!leavesOut) return hasWords || hasNull ? written(list, context) : 'portable';
  return written(
    sql`(select json_group_array(json -> fullkey) from json_each(${list}) where type <> 'null')`,
    context,
  );
}

function mayBeNull(value: Node, context: RuleContext): boolean {
  return nullability(value, context, undefined) !== 'never';
}

/** `JSON_ARRAY(SELECT ...)`: the rows of one column, NULL where there are none. */
function arrayOfRows({ query, output }: JsonArrayQueryConstructor, context: RuleContext): Answer {
  const select = as('SelectStmt', query);
  const types = select ? [...outputColumns(select, context.scope).values()] : [];
  const [type] = types;
  const isPlain = types.length === 1 && (isInteger(type) || isText(type));
  if (!query || output || !isPlain)
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite makes no array of a query by itself: select json_group_array(column) from it, where the column is a number or a text that the schema knows.',
    };
  return written(
    sql`(with q(value) as (${query}) select case when count(*) > 0 then json_group_array(value) filter (where value is not null) end from q)`,
    context,
  );
}

function wrapped(value: unknown): Node | undefined {
  return value === undefined ? undefined : ({ JsonValueExpr: value } as Node);
}

function arguments_(values: readonly Node[], context: RuleContext): Template {
  return join(
    values.map((value) => jsonArgument(value, context)),
    ', ',
  );
}

function written(template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message: "SQLite has functions of its own for the SQL standard's JSON.",
    replace: [{ target: context.node, template }],
  };
}

function noForm(context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'error',
    message:
      'SQLite has no such clause: use json_object, json_group_array or json_each with a condition.',
  };
}

function read(content: JsonFuncExpr, context: RuleContext): Answer {
  const {
    op,
    context_item: item,
    pathspec,
    output,
    on_empty: onEmpty,
    on_error: onError,
  } = content;
  const document = (item as JsonValueExpr | undefined)?.raw_expr;
  const text = context.stringValue(pathspec)?.trim();
  const isPlain = text !== undefined && /^\$(?:\.[A-Za-z_]\w*|\[\d+\])*$/.test(text);
  if (!document || !isPlain || onEmpty || onError || content.passing) return noForm(context);
  const value = context.operand(document);
  const path = quoteLiteral(text);
  if (op === 'JSON_EXISTS_OP') {
    const test = sql`json_type(${document}, ${path}) is not null`;
    const isSure = isCondition(context) || !mayBeNull(document, context);
    const known = sql`case when ${document} is not null then ${test} end`;
    return written(isSure ? sql`(${test})` : known, context);
  }
  if (op === 'JSON_QUERY_OP')
    return output ? noForm(context) : written(sql`(${value} -> ${path})`, context);
  const { typeName } = (output ?? {}) as { typeName?: Content<'TypeName'> };
  const type = typeName && typeOfTypeName(typeName).name;
  if (type === undefined || type === 'text')
    return written(
      sql`case json_type(${document}, ${path}) when 'true' then 'true' when 'false' then 'false' when 'object' then null when 'array' then null else cast(${value} ->> ${path} as text) end`,
      context,
    );
  return /^(int|float|numeric)/.test(type)
    ? written(sql`(${value} ->> ${path})`, context)
    : noForm(context);
}

const kinds: Readonly<Record<string, string>> = {
  JS_TYPE_ARRAY: " = 'array'",
  JS_TYPE_OBJECT: " = 'object'",
  JS_TYPE_SCALAR: " not in ('array', 'object')",
};

/** `x IS [NOT] JSON [ARRAY]`; the NOT around it in the tree stands inside of it in the text. */
function tested(
  { expr, item_type: type, unique_keys: isUnique }: JsonIsPredicate,
  context: RuleContext,
): Answer {
  if (!expr || isUnique) return noForm(context);
  const { source } = context;
  const after = source.outerSpanOf(expr).end;
  const is = source.tokens.findIndex(({ start, value }) => start >= after && value === 'is');
  const isNot = source.value(is + 1) === 'not';
  const json = is + (isNot ? 2 : 1);
  const hasKind = ['value', 'array', 'object', 'scalar'].includes(source.value(json + 1));
  const target = {
    start: source.outerSpanOf(expr).start,
    end: source.span({ first: is, last: json + (hasKind ? 1 : 0) }).end,
  };
  const kind = kinds[type ?? ''];
  const test = kind
    ? sql`case json_valid(${expr}) when 1 then json_type(${expr})${kind} when 0 then false end`
    : sql`json_valid(${expr})`;
  return {
    at: target,
    message: 'SQLite has no IS JSON: json_valid() tests a text.',
    replace: [{ target, template: isNot ? sql`(${test}) = 0` : test }],
  };
}
