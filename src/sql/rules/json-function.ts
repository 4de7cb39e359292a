import type { Node } from 'libpg-query';
import {
  type CallTranslation,
  type CallTranslator,
  noForm,
  onCalls,
  renamed,
} from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { jsonArgument } from '../json/argument.ts';
import { newValue } from '../json/new-value.ts';
import { operandStep, pathSteps } from '../json/path.ts';
import { rowObject } from '../json/row-object.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isArray, isBoolean, isJson, isNumber } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const jsonFunction = defineRule({
  id: 'json-function',
  title: 'JSON functions',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite's JSON functions have other names: \`json_object\` for \`jsonb_build_object\`, \`json_set\` for
\`jsonb_set\`. A value that is JSON itself goes through \`json()\`, or it would become a text.

The documents are text: white space and the order of keys are as they were written.`,
  examples: [
    {
      from: `select jsonb_set('{"a": 1}'::jsonb, '{a}', '2'), jsonb_build_object('a', 1, 'b', true, 'c', jsonb_build_array(1, 'x'))`,
      to: `select json_set('{"a": 1}', '$.a', json('2')) as jsonb_set, json_object('a', 1, 'b', json(case true when true then 'true' when false then 'false' end), 'c', json_array(1, 'x')) as jsonb_build_object`,
    },
    {
      setup: `create table kv (k text, v int); insert into kv values ('a', 1)`,
      from: 'select row_to_json(t) from kv t',
      to: "select json_object('k', t.k, 'v', t.v) as row_to_json from kv t",
    },
  ],
  on: {
    FuncCall: onCalls({
      json_build_array: array,
      json_build_object: object,
      json_extract_path: extracted('->'),
      json_extract_path_text: extracted('->>'),
      json_object: (args, context) =>
        isPairs(args, context)
          ? 'portable'
          : { severity: 'error', note: 'write json_object with keys and values.' },
      json_strip_nulls: ([document]) => document && sql`json_patch('{}', ${document})`,
      json_typeof: kind,
      jsonb_array_length: renamed('json_array_length'),
      jsonb_build_array: array,
      jsonb_build_object: object,
      jsonb_extract_path: extracted('->'),
      jsonb_extract_path_text: extracted('->>'),
      jsonb_insert: noForm(
        'json_insert cannot shift the elements of an array. Build the array anew with json_each and json_group_array.',
      ),
      jsonb_path_exists: plainPath(
        (document, path) => sql`(json_type(${document}, ${path}) is not null)`,
      ),
      jsonb_path_query: noForm('use json_each with a condition.'),
      jsonb_path_query_first: plainPath((document, path) => sql`(${document} -> ${path})`),
      jsonb_path_query_array: noForm('use json_each with a condition.'),
      jsonb_pretty: ([document], context) =>
        document && context.sqliteHas('3.46.0')
          ? sql`json_pretty(${document})`
          : { severity: 'error', note: 'json_pretty() is there since 3.46.' },
      jsonb_set: setValue,
      jsonb_strip_nulls: ([document]) => document && sql`json_patch('{}', ${document})`,
      jsonb_typeof: kind,
      row_to_json: ([row], context) => row && (rowObject(row, context) ?? unknownRow),
      to_json: ([value], context) => value && quoted(value, context),
      to_jsonb: ([value], context) => value && quoted(value, context),
    }),
  },
});

const unknownRow: CallTranslation = {
  severity: 'error',
  note: 'the columns of the row are not known: list them in json_object.',
};

/** A path of keys and indices only, which means the same in SQLite. */
function plainPath(write: (document: Node, path: string) => Template): CallTranslator {
  return ([document, path, ...rest], context) => {
    const text = context.stringValue(path)?.replace(/^\s*(?:lax\s+)?/, '');
    const isPlain = text !== undefined && /^\$(?:\.[A-Za-z_]\w*|\[\d+\])*\s*$/.test(text);
    if (document && isPlain && rest.length === 0) return write(document, quoteLiteral(text.trim()));
    return { severity: 'error', note: 'use json_each with a condition.' };
  };
}

function array(args: readonly Node[], context: RuleContext): Template {
  return sql`json_array(${join(
    args.map((argument) => jsonArgument(argument, context)),
    ', ',
  )})`;
}

function object(args: readonly Node[], context: RuleContext): Template {
  const parts = args.map((argument, index) =>
    index % 2 ? jsonArgument(argument, context) : sql`${argument}`,
  );
  return sql`json_object(${join(parts, ', ')})`;
}

function extracted(operator: '->' | '->>') {
  return (args: readonly Node[], context: RuleContext): Template | CallTranslation | undefined => {
    const [document, ...keys] = args;
    const steps = keys.map((key) => {
      const text = context.stringValue(key);
      return text !== undefined && /^\d+$/.test(text) ? `[${text}]` : operandStep(key, context);
    });
    if (!document || steps.includes(undefined))
      return { severity: 'error', note: 'the path has to be of literals.' };
    const written = sql`${context.operand(document)} ${operator} '$${steps.join('')}'`;
    return operator === '->' ? context.grouped(written) : sql`cast(${written} as text)`;
  };
}

function setValue(
  args: readonly Node[],
  context: RuleContext,
): Template | CallTranslation | undefined {
  const [document, path, value, create] = args;
  const steps = pathSteps(path, context);
  if (!document || !value) return undefined;
  if (steps === undefined) return { severity: 'error', note: 'the path has to be a literal.' };
  const creates = as('A_Const', create)?.boolval;
  const set = newValue(value, context);
  if (creates && !creates.boolval)
    return sql`json_replace(${document}, '$${steps.join('')}', ${set})`;
  const [parent, last] = [steps.slice(0, -1).join(''), steps.at(-1) ?? ''];
  if (!parent) return sql`json_set(${document}, '$${last}', ${set})`;
  // PostgreSQL makes no value to put the new one into.
  const inner = sql`json_set(${context.operand(document)} -> '$${parent}', '$${last}', ${set})`;
  return sql`json_replace(${document}, '$${parent}', ${inner})`;
}

/** SQLite tells integers from fractions, and true from false. */
function kind([value]: readonly Node[], context: RuleContext): Template | undefined {
  if (!value) return undefined;
  const type = sql`json_type(${value})`;
  const { parent } = context;
  const comparison = parent?.kind === 'A_Expr' ? (parent.content as Content<'A_Expr'>) : undefined;
  const compared = context.stringValue(comparison?.rexpr);
  if (compared !== undefined && ['array', 'object', 'null'].includes(compared)) return type;
  return sql`case ${type} when 'integer' then 'number' when 'real' then 'number' when 'text' then 'string' when 'true' then 'boolean' when 'false' then 'boolean' else ${type} end`;
}

function quoted(value: Node, context: RuleContext): Template | CallTranslation | undefined {
  const type = context.typeOf(value);
  if (isJson(type) || isArray(type)) return sql`json(${value})`;
  if (isBoolean(type)) return sql`case ${value} when true then 'true' when false then 'false' end`;
  const row = rowObject(value, context);
  if (row) return row;
  if (type || isNumber(type)) return sql`json_quote(${value})`;
  return {
    template: sql`json_quote(${value})`,
    severity: 'warning',
    note: 'the type of the value is not known: it must not be a row, a boolean or JSON.',
  };
}

/** SQLite's own form; PostgreSQL's takes one or two arrays. */
function isPairs(args: readonly Node[], context: RuleContext): boolean {
  const [key] = args;
  const isArrayText = context.stringValue(key)?.startsWith('{') === true;
  return (
    args.length % 2 === 0 && (args.length > 2 || !(isArray(context.typeOf(key)) || isArrayText))
  );
}
