import type { Node } from 'libpg-query';
import { arrayOrEmpty, elementsOf, membership } from '../arrays/items.ts';
import { isLiteral, unlessNull } from '../call-rule.ts';
import { isCondition } from '../condition.ts';
import { jsonArgument } from '../json/argument.ts';
import { newValue } from '../json/new-value.ts';
import { nullability } from '../nullable.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isArray, isUnknownLiteral } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

const ofArrays = new Set(['@>', '<@', '&&', '||']);

export const arrayOperator = defineRule({
  id: 'array-operator',
  title: 'Arrays: @> <@ && || and subscripts',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `Arrays are kept as JSON in SQLite, and looked into with \`json_each\`. PostgreSQL counts elements from 1,
JSON from 0. In SQLite \`tags[1]\` is read as the column \`tags\` with an alias, and \`||\` joins two
texts: neither is an error.`,
  examples: [
    {
      setup: "create table t (id int, a text[]); insert into t values (1, '{a,b}'), (2, '{c}')",
      from: "select id from t where a @> array['b'] or a && array['c', 'd'] order by id",
      to: "select id from t where ('b' in (select value from json_each(a))) or exists (select 1 from json_each(a) where value in ('c', 'd')) order by id nulls last",
    },
    {
      setup: "create table t (id int, a text[]); insert into t values (1, '{a,b}')",
      from: "select a[1], a || array['z'] from t",
      to: "select a ->> 0 as a, (select json_group_array(value) from (select value from json_each(a) union all select value from json_each(json_array('z')))) from t",
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (!lexpr || !rexpr) return undefined;
      if (kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_OP_ALL')
        return quantified(kind === 'AEXPR_OP_ANY', operator, [lexpr, rexpr], context);
      if (kind !== 'AEXPR_OP' || !ofArrays.has(operator)) return undefined;
      if (!isArray(context.typeOf(lexpr)) && !isArray(context.typeOf(rexpr))) return undefined;
      switch (operator) {
        case '@>':
          return tested(containsAll(lexpr, rexpr), [lexpr, rexpr], context);
        case '<@':
          return tested(containsAll(rexpr, lexpr), [lexpr, rexpr], context);
        case '&&':
          return tested(
            sql`exists (select 1 from json_each(${lexpr}) where value in ${membership(rexpr)})`,
            [lexpr, rexpr],
            context,
          );
        case '||':
          return written(concatenated(lexpr, rexpr, context), context);
        default:
          return undefined;
      }
    },
    A_Indirection: ({ arg, indirection }, context) => subscript(arg, indirection ?? [], context),
    ResTarget: (content, context) => assigned(content, context),
  },
});

function written(template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message: 'SQLite has no arrays: they are kept as JSON, and looked into with json_each.',
    replace: [{ target: context.node, template }],
  };
}

/** A test that is NULL where an array is, as far as that is another result than false. */
function tested(test: Template, arrays: readonly Node[], context: RuleContext): Answer {
  const unsure = arrays.filter(
    (array) => !isLiteral(array) && !('A_ArrayExpr' in array) && mayBeNull(array, context),
  );
  if (isCondition(context) || unsure.length === 0) return written(test, context);
  const known = unsure.map((array) => sql`${context.operand(array)} is not null`);
  return written(sql`case when ${join(known, ' and ')} then ${test} end`, context);
}

function mayBeNull(array: Node, context: RuleContext): boolean {
  return nullability(array, context, undefined) !== 'never';
}

function containsAll(array: Node, part: Node): Template {
  const elements = elementsOf(part);
  const inside = sql`(select value from json_each(${array}))`;
  if (elements && elements.length > 0)
    return sql`(${join(
      elements.map((element) => sql`${element} in ${inside}`),
      ' and ',
    )})`;
  return sql`(${part} is not null and not exists (select 1 from json_each(${part}) where (value in ${membership(array)}) is not true))`;
}

function concatenated(left: Node, right: Node, context: RuleContext): Template {
  const isList = (side: Node) =>
    isArray(context.typeOf(side)) ||
    'A_ArrayExpr' in side ||
    isUnknownLiteral(context.typeOf(side)) ||
    (context.typeOf(side) === undefined && 'ColumnRef' in side);
  if (!isList(right))
    return sql`json_insert(${arrayOrEmpty(left, context)}, '$[#]', ${jsonArgument(right, context)})`;
  const rows = [left, right].map((side) =>
    isList(side) ? sql`select value from json_each(${side})` : sql`select ${side} as value`,
  );
  return sql`(select json_group_array(value) from (${join(rows, ' union all ')}))`;
}

/** `> ANY` is more than the least, `> ALL` more than the greatest. */
function quantified(
  isAny: boolean,
  operator: string,
  [value, array]: readonly [Node, Node],
  context: RuleContext,
): Answer {
  if (operator === '=' && !isAny)
    return written(
      sql`not exists (select 1 from json_each(${array}) where (value = ${context.operand(value)}) is not true)`,
      context,
    );
  if (!/^(<|>|<=|>=)$/.test(operator)) return undefined;
  const isMore = operator.startsWith('>');
  const extreme = isAny === isMore ? 'min' : 'max';
  return written(
    sql`${value} ${operator} (select ${extreme}(value) from json_each(${array}))`,
    context,
  );
}

function subscript(array: Node | undefined, steps: readonly Node[], context: RuleContext): Answer {
  const indices = steps.map((step) => as('A_Indices', step));
  if (!array || indices.length === 0 || indices.includes(undefined)) return undefined;
  const isJsonKey =
    !isArray(context.typeOf(array)) &&
    indices.some((index) => context.stringValue(index?.uidx) !== undefined);
  const slice = indices.find((index) => index?.is_slice);
  if (slice) return indices.length === 1 ? sliced(array, slice, context) : undefined;
  const last = indices.length - 1;
  const template = indices.reduce<Template>(
    (inner, index, position) => {
      const key = index?.uidx;
      if (!key) return inner;
      const isLeaf = position === last && !isJsonKey;
      return sql`${inner} ${isLeaf ? '->>' : '->'} ${isJsonKey ? sql`${key}` : zeroBased(key, context)}`;
    },
    sql`${context.operand(array)}`,
  );
  return written(context.grouped(template), context);
}

function zeroBased(index: Node, context: RuleContext): Template {
  const constant = as('A_Const', index)?.ival;
  if (constant) return sql`${(constant.ival ?? 0) - 1}`;
  return sql`(${context.operand(index)} - 1)`;
}

function sliced(array: Node, { lidx, uidx }: Content<'A_Indices'>, context: RuleContext): Answer {
  const from = lidx ? sql`key >= ${zeroBased(lidx, context)}` : sql`true`;
  const to = uidx ? sql` and key <= ${zeroBased(uidx, context)}` : sql``;
  const part = sql`(select json_group_array(value) from json_each(${array}) where ${from}${to})`;
  return written(unlessNull(array, part, context), context);
}

/** `SET tags[1] = x` */
function assigned({ name, indirection, val }: Content<'ResTarget'>, context: RuleContext): Answer {
  const index = as('A_Indices', indirection?.[0]);
  if (!name || !val || !index?.uidx || indirection?.length !== 1) return undefined;
  const key = context.stringValue(index.uidx);
  const constant = as('A_Const', index.uidx)?.ival;
  const path =
    key !== undefined
      ? sql`'$.${key}'`
      : constant
        ? sql`'$[${(constant.ival ?? 0) - 1}]'`
        : sql`'$[' || ${zeroBased(index.uidx, context)} || ']'`;
  return {
    at: context.node,
    message: 'SQLite has no arrays: the element of the JSON text is set.',
    replace: [
      {
        target: context.node,
        template: sql`${name} = json_set(${name}, ${path}, ${key === undefined ? val : newValue(val, context)})`,
      },
    ],
  };
}
