import type { Node } from 'libpg-query';
import { onCalls } from '../call-rule.ts';
import { castFinding, castTo, quoteLiteral } from '../cast.ts';
import { isCondition } from '../condition.ts';
import { hstoreAsJson, readHstoreLiteral } from '../hstore-literal.ts';
import { containment } from '../json/containment.ts';
import { keyStep } from '../json/path.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const hstore = defineRule({
  id: 'hstore',
  title: 'hstore',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite has no hstore: a column of it holds a JSON object whose values are texts or null. Literals become such
objects, \`->\` becomes \`->>\`, and the functions become those of JSON.

A key has to be known before the statement runs where it is taken away; two hstores that are both not known
cannot be joined or compared.`,
  examples: [
    {
      setup:
        "create extension hstore; create table h (id int primary key, a hstore not null); insert into h values (1, 'x=>1, y=>NULL')",
      from: "select a -> 'x' as x, a @> 'x=>1' as c, exist(a, 'y') as e, defined(a, 'y') as d, (a || 'z=>3') -> 'z' as z, delete(a, 'x') -> 'x' as g from h",
      to: "select a ->> 'x' as x, ifnull((a ->> '$.x' = '1'), false) as c, json_type(a, '$.y') is not null as e, (a ->> '$.y') is not null as d, (json_patch(a, '{\"z\":\"3\"}')) ->> 'z' as z, json_remove(a, '$.x') ->> 'x' as g from h",
    },
  ],
  on: {
    A_Expr: onOperators(['->', '||', '-', '@>'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr || !isHstore(lexpr, context)) return undefined;
      return operated(lexpr, operator, rexpr, context);
    }),
    FuncCall: onCalls({
      akeys: ([map], context) => ofHstore(map, context, (it) => collected(it, 'key')),
      avals: ([map], context) => ofHstore(map, context, (it) => collected(it, 'value')),
      defined: ([map, key], context) =>
        ofHstore(map, context, (it) =>
          atKey(key, (path) => sql`(${it} ->> ${path}) is not null`, context),
        ),
      delete: ([map, key], context) =>
        ofHstore(map, context, (it) =>
          atKey(key, (path) => sql`json_remove(${it}, ${path})`, context),
        ),
      exist: ([map, key], context) =>
        ofHstore(map, context, (it) =>
          atKey(key, (path) => sql`json_type(${it}, ${path}) is not null`, context),
        ),
      hstore: (args) =>
        args.length === 2
          ? sql`json_object(${join(args, ', ')})`
          : { note: 'write the pairs as a JSON object.', severity: 'error' },
      hstore_to_json: ([map], context) => ofHstore(map, context, (it) => sql`${it}`),
      hstore_to_jsonb: ([map], context) => ofHstore(map, context, (it) => sql`${it}`),
    }),
    TypeCast: (content, context) => {
      const cast = castTo(['hstore'], content, context);
      const text = cast && context.stringValue(cast.argument);
      const pairs = text === undefined ? undefined : readHstoreLiteral(text);
      if (!pairs) return undefined;
      return castFinding(
        context,
        sql`${quoteLiteral(hstoreAsJson(pairs))}`,
        'SQLite has no hstore: this is a JSON object.',
      );
    },
  },
});

function isHstore(node: Node, context: RuleContext): boolean {
  const type = context.typeOf(node);
  if (type) return type.name === 'hstore' && !type.array;
  const call = as('FuncCall', node);
  const [first] = call?.args ?? [];
  const isChange = as('String', call?.funcname?.at(-1))?.sval === 'delete';
  return isChange && first !== undefined && isHstore(first, context);
}

function operated(map: Node, operator: string, other: Node, context: RuleContext): Answer {
  switch (operator) {
    case '->':
      return replaced(keyValue(map, other, context), context);
    case '||':
      return replaced(joined(map, other, context), context);
    case '-':
      return replaced(
        atKey(other, (path) => sql`json_remove(${map}, ${path})`, context),
        context,
      );
    case '@>':
      return replaced(contained(map, other, context), context);
    default:
      return undefined;
  }
}

function replaced(template: Template | undefined, context: RuleContext): Answer {
  if (template)
    return {
      at: context.node,
      message: 'SQLite keeps an hstore as a JSON object, and reads it with the functions of JSON.',
      replace: [{ target: context.node, template }],
    };
  return {
    at: context.node,
    severity: 'error',
    message:
      'SQLite keeps an hstore as a JSON object: this works with a literal only. Read the pairs with json_each, or do it in the application.',
  };
}

/** A value by its key, which may be any text but a path. */
function keyValue(map: Node, key: Node, context: RuleContext): Template | undefined {
  const text = context.stringValue(key);
  if (text === undefined || text.startsWith('$') || /^\d+$/.test(text))
    return atKey(key, (path) => context.grouped(sql`${context.operand(map)} ->> ${path}`), context);
  return context.grouped(sql`${context.operand(map)} ->> ${key}`);
}

/** NULL in the right one would take the key away. */
function joined(map: Node, other: Node, context: RuleContext): Template | undefined {
  const pairs = readHstoreLiteral(context.stringValue(other) ?? '=');
  if (!pairs || [...pairs.values()].includes(null)) return undefined;
  return sql`json_patch(${map}, ${quoteLiteral(hstoreAsJson(pairs))})`;
}

function contained(map: Node, other: Node, context: RuleContext): Template | undefined {
  const pairs = readHstoreLiteral(context.stringValue(other) ?? '=');
  if (!pairs) return undefined;
  const conditions = containment(context.operand(map), Object.fromEntries(pairs));
  if (!conditions) return undefined;
  const all = sql`(${join(conditions, ' and ')})`;
  return isCondition(context) ? all : sql`ifnull(${all}, false)`;
}

function atKey(
  key: Node | undefined,
  write: (path: string) => Template,
  context: RuleContext,
): Template | undefined {
  const text = context.stringValue(key);
  const step = text === undefined ? undefined : keyStep(text);
  return step === undefined ? undefined : write(`'$${step}'`);
}

function collected(map: Node, what: 'key' | 'value'): Template {
  return sql`(select json_group_array(${what}) from json_each(${map}))`;
}

/** The call where its argument is an hstore; another function of the same name is not meant. */
function ofHstore(
  map: Node | undefined,
  context: RuleContext,
  write: (map: Node) => Template | undefined,
) {
  if (!map || !isHstore(map, context)) return undefined;
  return write(map) ?? { note: 'the key has to be a literal.', severity: 'error' as const };
}
