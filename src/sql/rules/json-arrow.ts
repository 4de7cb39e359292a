import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { operandStep, pathSteps } from '../json/path.ts';
import { onOperators } from '../operator-rule.ts';
import { isOwnExpression } from '../own-expression.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean, isNumber, isText, typeOfTypeName } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const jsonArrow = defineRule({
  id: 'json-arrow',
  title: 'JSON: -> ->> #> #>>',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.38.0',
  explanation: `SQLite has \`->\` and \`->>\`, but its \`->>\` gives a number for a number, where PostgreSQL always gives text:
\`data ->> 'a' = '1'\` finds nothing. The value is cast to text, and \`true\` and \`false\` are written as
words. Beside a number, and beside text that is no number, it stays as it is.

A path (\`#>\`, \`#>>\`) becomes one of SQLite's, \`'$.a.b'\`. A negative index counts from the end:
\`'$[#-1]'\`.`,
  examples: [
    {
      setup: `create table t (d jsonb); insert into t values ('{"a": 1, "b": {"c": [1, 2]}}')`,
      from: `select d -> 'b', d #> '{b,c}', (d ->> 'a')::int + 1, d ->> 'a' from t where d ->> 'x' is null or d ->> 'x' = 'y'`,
      to: `select d -> 'b', d -> '$.b.c', cast((d ->> 'a') as integer) + 1, case json_type(d, '$.a') when 'true' then 'true' when 'false' then 'false' else cast(d ->> 'a' as text) end from t where d ->> 'x' is null or d ->> 'x' = 'y'`,
    },
  ],
  on: {
    A_Expr: onOperators(['->', '->>', '#>', '#>>'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      if (isOwnArrow(lexpr, rexpr, context)) return 'portable';
      if (operator === '->') return element(lexpr, rexpr, context);
      if (operator === '->>') return textElement(lexpr, rexpr, context);
      if (operator !== '#>' && operator !== '#>>') return undefined;
      const path = pathSteps(rexpr, context)?.join('');
      if (path === undefined) return unknownPath(context);
      const written = sql`${context.operand(lexpr)} ${operator === '#>' ? '->' : '->>'} '$${path}'`;
      const template = operator === '#>' ? written : asText(lexpr, `'$${path}'`, written, context);
      return replaced(template, context);
    }),
  },
});

/** A column of SQLite's own json_each, which has columns that PostgreSQL's has not. */
function isOfOwnEach(value: Node, { scope }: RuleContext): boolean {
  const fields = as('ColumnRef', value)?.fields ?? [];
  const qualifier = as('String', fields.at(-2))?.sval;
  return scope.relations.some(({ name, columns, each }) => {
    return name === qualifier && !each && columns?.has('fullkey');
  });
}

/** A path, or a text that is read as JSON: PostgreSQL has neither. */
function isOwnArrow(value: Node, key: Node, context: RuleContext): boolean {
  const isPath = /^\$[.[]/.test(context.stringValue(key) ?? '');
  return (
    isPath ||
    isText(context.typeOf(value)) ||
    isOfOwnEach(value, context) ||
    isOwnExpression(context)
  );
}

function replaced(template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message: "SQLite's JSON operators give numbers for numbers, and have paths of their own.",
    replace: [{ target: context.node, template: context.grouped(template) }],
  };
}

function unknownPath(context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'error',
    message:
      "This path is not known before the statement runs. Bind a path of SQLite ('$.a.b') and use -> or ->>.",
  };
}

function element(value: Node, key: Node, context: RuleContext): Answer {
  const index = integerValue(key);
  const text = context.stringValue(key);
  const isPlain = (index === undefined || index >= 0) && !text?.startsWith('$');
  if (isPlain) return 'portable';
  const step = operandStep(key, context);
  return step ? replaced(sql`${value} -> '$${step}'`, context) : unknownPath(context);
}

function textElement(value: Node, key: Node, context: RuleContext): Answer {
  const step = operandStep(key, context);
  const index = integerValue(key);
  const isPlain = (index === undefined || index >= 0) && !context.stringValue(key)?.startsWith('$');
  if (!isPlain && !step) return unknownPath(context);
  const written = isPlain ? sql`${value} ->> ${key}` : sql`${value} ->> '$${step ?? ''}'`;
  if (isUsedRaw(context)) return isPlain ? 'portable' : replaced(written, context);
  const path = step === undefined ? undefined : `'$${step}'`;
  return replaced(asText(value, path, written, context), context);
}

/** The value as PostgreSQL's text; without a path, `true` and `false` cannot be told from 1 and 0. */
function asText(
  value: Node,
  path: string | undefined,
  written: Template,
  context: RuleContext,
): Template {
  if (isUsedRaw(context)) return written;
  const text = sql`cast(${written} as text)`;
  if (path === undefined) return text;
  return sql`case json_type(${value}, ${path}) when 'true' then 'true' when 'false' then 'false' else ${text} end`;
}

/** Whether the place makes no difference between a number and its text. */
function isUsedRaw({ path }: RuleContext): boolean {
  const parent = path.at(-2);
  if (parent?.kind === 'NullTest') return true;
  if (parent?.kind === 'TypeCast') {
    const { typeName } = parent.content as Content<'TypeCast'>;
    const type = typeName && typeOfTypeName(typeName);
    return isNumber(type) || isBoolean(type);
  }
  if (parent?.kind === 'List')
    return path.at(-3)?.kind === 'A_Expr' && allTexts(path.at(-3)?.content);
  return parent?.kind === 'A_Expr' && allTexts(parent.content);
}

/** A comparison with literals that no number and no boolean prints as. */
function allTexts(content: object | undefined): boolean {
  const { kind, name, lexpr, rexpr } = (content ?? {}) as Content<'A_Expr'>;
  const operator = as('String', name?.[0])?.sval ?? '';
  if (kind !== 'AEXPR_IN' && !(kind === 'AEXPR_OP' && (operator === '=' || operator === '<>')))
    return false;
  const items = as('List', rexpr)?.items ?? [lexpr, rexpr];
  const texts = items.flatMap((item) => as('A_Const', item)?.sval?.sval ?? []);
  return texts.length > 0 && texts.every((text) => !/^\s*[-+.\d]|^(true|false)$/i.test(text));
}
