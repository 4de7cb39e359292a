import type { Node } from 'libpg-query';
import { type CallTranslator, isLiteral, onCalls } from '../call-rule.ts';
import { pathLiteral, sqlitePath } from '../json/sqlite-path.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isJson, isNumber, isText, isUnknownLiteral } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';
import { wantedType } from '../wanted-type.ts';

export const sqliteJson = defineRule({
  id: 'sqlite-json',
  title: 'JSON functions of SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `\`json_extract(d, '$.a.b')\` is \`d #>> '{a,b}'\`: a text. SQLite gives numbers as numbers, so where one is compared
or calculated with it is cast to \`numeric\`; look at places where it is only selected.

\`json_set\` is \`jsonb_set\`, \`json_remove\` the operator \`#-\`, \`json_array_length\` \`jsonb_array_length\`. A text
that holds JSON is cast to \`jsonb\`: PostgreSQL reports a text that is none.`,
  examples: [
    {
      setup: `create table e (id int, d text); insert into e values (1, '{"a": {"b": "x"}, "n": 3}')`,
      from: "select json_extract(d, '$.a.b') from e where json_extract(d, '$.n') > 2",
      to: "select (d::jsonb #>> '{a,b}') from e where (d::jsonb #>> '{n}')::numeric > 2",
    },
    {
      from: `select json_set('{"a":1}', '$.a', 5), json_remove('{"a":1,"b":2}', '$.a'), json_object('a', 1)`,
      to: `select jsonb_set('{"a":1}'::jsonb, '{a}', to_jsonb(5)), '{"a":1,"b":2}'::jsonb #- '{a}', json_build_object('a', 1)`,
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr || (operator !== '->' && operator !== '->>'))
        return undefined;
      const path = context.stringValue(rexpr);
      const steps = path?.startsWith('$') ? sqlitePath(path) : undefined;
      const value = asJson(lexpr, context);
      const template = steps
        ? sql`${value} ${operator === '->' ? '#>' : '#>>'} ${pathLiteral(steps)}`
        : sql`${value} ${operator} ${rexpr}`;
      const typed = operator === '->>' ? asWanted(template, context) : template;
      if (!steps && typed === template && value.parts.length === 1) return 'portable';
      return {
        at: context.node,
        message:
          'PostgreSQL reads JSON out of a jsonb, with a path of its own form; ->> gives a text.',
        replace: [{ target: context.node, template: typed }],
      };
    },
    FuncCall: onCalls({
      json: ([value], context) => value && asJson(value, context),
      jsonb: ([value], context) => value && asJson(value, context),
      json_extract: extract,
      json_object: renamedTo('json_build_object'),
      json_array: renamedTo('json_build_array'),
      json_array_length: ([value, path], context) => {
        const target = value && at(value, path, context);
        return target && sql`jsonb_array_length(${target})`;
      },
      json_type: jsonType,
      json_valid: ([value]) =>
        value && {
          template: sql`(${value} is json)`,
          note: 'PostgreSQL has IS JSON since version 16.',
        },
      json_quote: ([value]) => value && sql`to_json(${value})::text`,
      json_set: changed((target, path, value) => sql`jsonb_set(${target}, ${path}, ${value})`),
      json_replace: changed(
        (target, path, value) => sql`jsonb_set(${target}, ${path}, ${value}, false)`,
      ),
      json_insert: changed(
        (target, path, value) =>
          sql`jsonb_set(${target}, ${path}, coalesce(${target} #> ${path}, ${value}))`,
      ),
      json_remove: removed,
      json_patch: ([value, patch], context) =>
        value &&
        patch && {
          template: context.grouped(sql`${asJson(value, context)} || ${asJson(patch, context)}`),
          note: '|| merges the outermost object alone, and keeps keys whose new value is null.',
          severity: 'warning' as const,
        },
    }),
  },
});

/** A value as jsonb. */
export function asJson(node: Node, context: RuleContext): Template {
  const type = context.typeOf(node);
  if (type?.name === 'jsonb') return sql`${node}`;
  const call = as('FuncCall', node);
  const isCall = /^json_(?:set|insert|replace|remove)$/.test(
    as('String', call?.funcname?.at(-1))?.sval ?? '',
  );
  return isCall ? sql`${node}` : sql`${context.operand(node)}::jsonb`;
}

function pathOf(path: Node | undefined, context: RuleContext): string | undefined {
  const text = path && context.stringValue(path);
  const steps = text === undefined ? undefined : sqlitePath(text);
  return steps && pathLiteral(steps);
}

const unknownPath = {
  note: 'the path is not known before it runs. Write it as an array of texts.',
  severity: 'error',
} as const;

function extract([value, path, ...more]: readonly Node[], context: RuleContext) {
  const literal = pathOf(path, context);
  if (!value || literal === undefined) return unknownPath;
  if (more.length > 0)
    return {
      note: 'it gives an array for many paths: write one expression for each.',
      severity: 'error' as const,
    };
  const template = sql`(${asJson(value, context)} #>> ${literal})`;
  const typed = asWanted(template, context, true);
  const isOutput = context.parent?.kind === 'ResTarget';
  return isOutput
    ? { template: typed, note: '#>> gives a text, also for a number.', severity: 'info' as const }
    : typed;
}

/** A text out of JSON as what it is compared with, or as a number where it is calculated with. */
function asWanted(template: Template, context: RuleContext, isGrouped = false): Template {
  const wanted = wantedType(context) ?? argumentType(context);
  const grouped = isGrouped ? template : sql`(${template})`;
  if (isNumber(wanted)) return sql`${grouped}::numeric`;
  if (!wanted || isText(wanted) || isUnknownLiteral(wanted)) return template;
  return isJson(wanted) ? template : sql`${grouped}::${wanted.name}`;
}

const numeric = new Set(['sum', 'avg', 'total', 'abs', 'round']);

function argumentType(context: RuleContext) {
  const { parent } = context;
  if (parent?.kind === 'FuncCall') {
    const { funcname } = parent.content as { funcname?: Node[] };
    return numeric.has(as('String', funcname?.at(-1))?.sval ?? '') ? numberType : undefined;
  }
  if (parent?.kind !== 'A_Expr') return undefined;
  const { name } = parent.content as { name?: Node[] };
  return /^[-+*/%]$/.test(as('String', name?.at(-1))?.sval ?? '') ? numberType : undefined;
}

const numberType = { name: 'numeric', array: false, modifiers: [] } as const;

function at(value: Node, path: Node | undefined, context: RuleContext): Template | undefined {
  if (!path) return asJson(value, context);
  const literal = pathOf(path, context);
  return literal === undefined ? undefined : sql`${asJson(value, context)} #> ${literal}`;
}

function renamedTo(name: string): CallTranslator {
  return (args, context) =>
    sql`${name}(${join(
      args.map((item) => nested(item, context)),
      ', ',
    )})`;
}

/** JSON in JSON stays JSON; a parameter needs a type. */
function nested(node: Node, _context: RuleContext): Template {
  return as('ParamRef', node) ? sql`${node}::text` : sql`${node}`;
}

/** SQLite tells an integer from another number, and true from false. */
function jsonType([value, path]: readonly Node[], context: RuleContext) {
  const target = value && at(value, path, context);
  if (!target) return undefined;
  const number = sql`case when (${target})::text ~ '[.eE]' then 'real' else 'integer' end`;
  return sql`case jsonb_typeof(${target}) when 'string' then 'text' when 'number' then ${number} when 'boolean' then (${target})::text else jsonb_typeof(${target}) end`;
}

type Change = (target: Template, path: string, value: Template) => Template;

/** Pairs of path and value, one call in the other. */
function changed(change: Change): CallTranslator {
  return ([value, ...rest], context) => {
    if (!value) return undefined;
    let template = asJson(value, context);
    for (let index = 0; index + 1 < rest.length; index += 2) {
      const path = pathOf(rest[index], context);
      const item = rest[index + 1];
      if (path === undefined || !item) return unknownPath;
      template = change(template, path, jsonValue(item, context));
    }
    return template;
  };
}

function jsonValue(node: Node, context: RuleContext): Template {
  if (isJson(context.typeOf(node))) return sql`to_jsonb(${node})`;
  const isText = isLiteral(node) && context.stringValue(node) !== undefined;
  return isText || as('ParamRef', node) ? sql`to_jsonb(${node}::text)` : sql`to_jsonb(${node})`;
}

function removed([value, ...paths]: readonly Node[], context: RuleContext) {
  if (!value) return undefined;
  const literals = paths.map((path) => pathOf(path, context));
  if (literals.some((literal) => literal === undefined)) return unknownPath;
  return context.grouped(
    literals.reduce<Template>(
      (target, literal) => sql`${target} #- ${literal ?? ''}`,
      asJson(value, context),
    ),
  );
}
