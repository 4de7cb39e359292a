import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { isCondition } from '../condition.ts';
import { containment, readJson } from '../json/containment.ts';
import { nullability } from '../nullable.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isArray } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const jsonContains = defineRule({
  id: 'json-contains',
  title: 'JSON: @> <@ ? ?| ?& @?',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite has no operators that look into a document. \`@>\` with a literal becomes one condition for each of
its leaves; \`?\` looks for a key among those of \`json_each\`. \`?\` itself is a parameter in SQLite.

Two documents that are both not known beforehand cannot be compared: take their parts.`,
  examples: [
    {
      setup: `create table t (d jsonb); insert into t values ('{"a": 1, "b": ["x"]}'), ('[1, 2]')`,
      from: `select count(*) from t where d @> '{"a": 1, "b": ["x"]}'`,
      to: `select count(*) from t where (d ->> '$.a' = 1 and json_type(d, '$.a') not in ('true', 'false') and json_type(d, '$.b') = 'array' and exists (select 1 from json_each(d, '$.b') where value = 'x'))`,
    },
    {
      setup: `create table t (d jsonb); insert into t values ('{"a": 1}'), ('[1, 2]')`,
      from: `select count(*) from t where d ? 'a' or d ?| array['b', 'c']`,
      to: `select count(*) from t where exists (select 1 from json_each(d) where iif(json_type(d) = 'object', key, iif(type = 'text', value, null)) = 'a') or exists (select 1 from json_each(d) where iif(json_type(d) = 'object', key, iif(type = 'text', value, null)) in ('b', 'c'))`,
    },
  ],
  on: {
    A_Expr: onOperators(
      ['@>', '<@', '?', '?|', '?&', '@?'],
      ({ kind, name, lexpr, rexpr }, context) => {
        const operator = as('String', name?.at(-1))?.sval ?? '';
        if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
        const isOfArrays =
          operator !== '?' && isArray(context.typeOf(rexpr)) && operator.includes('@');
        if (isArray(context.typeOf(lexpr)) || isOfArrays) return undefined;
        switch (operator) {
          case '@>':
            return contains(lexpr, rexpr, context);
          case '<@':
            return contains(rexpr, lexpr, context);
          case '?':
          case '?|':
          case '?&':
            return hasKeys(lexpr, operator, rexpr, context);
          case '@?':
            return hasPath(lexpr, rexpr, context);
          default:
            return undefined;
        }
      },
    ),
  },
});

function contains(document: Node, part: Node, context: RuleContext): Answer {
  const json = readJson(context.stringValue(part));
  const conditions = json === undefined ? undefined : containment(context.operand(document), json);
  if (!conditions) return noForm(context);
  return tested(document, sql`(${join(conditions, ' and ')})`, context);
}

/** A test that is true or false where there is a document, and NULL where there is none. */
function tested(document: Node, test: Template, context: RuleContext): Answer {
  if (isCondition(context)) return found(test, context);
  const known = sql`ifnull(${test}, false)`;
  const isSure = nullability(document, context, undefined) === 'never';
  return found(isSure ? known : sql`case when ${document} is not null then ${known} end`, context);
}

function found(template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message: 'SQLite has no operators that look into JSON: its functions do.',
    replace: [{ target: context.node, template }],
  };
}

function noForm(context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'error',
    message:
      'SQLite can look for a literal in a document, but not compare two documents. Compare their parts (->>), or do it in the application.',
  };
}

function hasKeys(document: Node, operator: string, keys: Node, context: RuleContext): Answer {
  const elements = operator === '?' ? [keys] : (as('A_ArrayExpr', keys)?.elements ?? []);
  if (elements.length === 0) return noForm(context);
  const own = sql`iif(json_type(${document}) = 'object', key, iif(type = 'text', value, null))`;
  const each = (test: Template) =>
    sql`exists (select 1 from json_each(${document}) where ${own} ${test})`;
  if (operator === '?|') return asked(document, each(sql`in (${join(elements, ', ')})`), context);
  const tests = elements.map((element) => each(sql`= ${element}`));
  return asked(
    document,
    tests.length === 1 ? join(tests, '') : sql`(${join(tests, ' and ')})`,
    context,
  );
}

/** A test that is never NULL by itself. */
function asked(document: Node, test: Template, context: RuleContext): Answer {
  const isSure = isCondition(context) || nullability(document, context, undefined) === 'never';
  return found(isSure ? test : sql`case when ${document} is not null then ${test} end`, context);
}

const filter =
  /^\$((?:\.\w+)*)\[\*\]\s*\?\s*\(\s*@\s*(==|!=|<>|<=|>=|<|>)\s*(-?[\d.]+|"[^"']*")\s*\)$/;

/** A path alone, or one that filters the elements of an array by one comparison. */
function hasPath(document: Node, path: Node, context: RuleContext): Answer {
  const text = context.stringValue(path)?.trim() ?? '';
  if (/^\$(?:\.\w+)*$/.test(text))
    return asked(document, sql`json_type(${document}, '${text}') is not null`, context);
  const [, steps, operator = '', value = ''] = filter.exec(text) ?? [];
  if (steps === undefined) return noForm(context);
  const literal = value.startsWith('"') ? quoteLiteral(value.slice(1, -1)) : value;
  const sign = operator === '==' ? '=' : operator;
  return asked(
    document,
    sql`exists (select 1 from json_each(${document}, '$${steps}') where value ${sign} ${literal})`,
    context,
  );
}
