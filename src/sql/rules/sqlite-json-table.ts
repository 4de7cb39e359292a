import type { Node } from 'libpg-query';
import { pathLiteral, sqlitePath } from '../json/sqlite-path.ts';
import { rangeCall } from '../range-function.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isNumber } from '../sql-type.ts';
import { sql } from '../template.ts';
import type { Content } from '../tree.ts';
import { asJson } from './sqlite-json.ts';

export const sqliteJsonTable = defineRule({
  id: 'sqlite-json-table',
  title: 'json_each() in FROM',
  direction: 'sqlite-to-postgresql',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite's \`json_each\` gives the elements of an array or an object. PostgreSQL has a function for each:
\`jsonb_array_elements_text\` and \`jsonb_each_text\`. What is not a literal is taken for an array. Only the columns
\`key\` and \`value\` are there. A value is a text, unless the array is a literal of numbers, or is compared with a number.`,
  examples: [
    {
      from: "select value from json_each('[1, 2]')",
      to: "select value from lateral (select ordinality - 1 as key, value::numeric as value from jsonb_array_elements_text('[1, 2]'::jsonb) with ordinality as element(value, ordinality)) as json_each",
    },
    {
      from: `select key, value from json_each('{"a": "x"}')`,
      to: `select key, value from jsonb_each_text('{"a": "x"}'::jsonb) as json_each(key, value)`,
    },
  ],
  on: {
    RangeFunction: (content, context) => {
      const call = rangeCall(content);
      if (call?.name === 'json_tree')
        return {
          at: context.node,
          severity: 'error',
          message:
            'PostgreSQL has no json_tree(): walk through the document with a recursive query.',
        };
      const [value, path] = call?.args ?? [];
      if (call?.name !== 'json_each' || !value) return undefined;
      return replacement(content, { value, path, context });
    },
  },
});

interface Each {
  readonly value: Node;
  readonly path: Node | undefined;
  readonly context: RuleContext;
}

function replacement(content: Content<'RangeFunction'>, { value, path, context }: Each) {
  const steps = path && sqlitePath(context.stringValue(path) ?? '');
  const at = context.source.spanOf(context.node);
  if (path && !steps)
    return {
      at,
      severity: 'error' as const,
      message: 'PostgreSQL needs the path as an array of texts.',
    };
  const json = steps
    ? sql`${asJson(value, context)} #> ${pathLiteral(steps)}`
    : asJson(value, context);
  const alias = content.alias?.aliasname ?? 'json_each';
  const literal = steps ? undefined : parsed(context.stringValue(value));
  const message =
    'PostgreSQL has one function for the elements of an array, and one for those of an object.';
  const isObject = literal !== undefined && !Array.isArray(literal);
  const cast = isNumeric(literal, context) ? '::numeric' : '';
  const template = isObject
    ? sql`jsonb_each_text(${json}) as ${alias}(key, value)`
    : sql`lateral (select ordinality - 1 as key, value${cast} as value from jsonb_array_elements_text(${json}) with ordinality as element(value, ordinality)) as ${alias}`;
  return {
    at,
    message: literal === undefined ? `${message} This is taken for an array.` : message,
    severity: literal === undefined ? ('warning' as const) : ('info' as const),
    replace: [{ target: wholeOf(at, content, context), template }],
  };
}

/** The call with its alias. */
function wholeOf(
  at: { start: number; end: number },
  { alias }: Content<'RangeFunction'>,
  { source }: RuleContext,
) {
  const name = alias?.aliasname;
  const after = source.tokens.findIndex(({ start }) => start >= at.end);
  if (name === undefined || after < 0) return at;
  const last = source.value(after) === 'as' ? after + 1 : after;
  return source.value(last).replaceAll('"', '') === name
    ? { start: at.start, end: source.tokens[last]?.end ?? at.end }
    : at;
}

function parsed(text: string | undefined): object | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isNumeric(literal: object | undefined, context: RuleContext): boolean {
  if (literal)
    return (
      Array.isArray(literal) &&
      literal.length > 0 &&
      literal.every((item) => typeof item === 'number')
    );
  const link = context.enclosing('SubLink');
  return isNumber(context.typeOf(link?.testexpr));
}
