import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { readJson } from '../json/containment.ts';
import { indexStep, keyStep, pathSteps } from '../json/path.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isJson, isText, isUnknownLiteral, type SqlType } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const jsonChange = defineRule({
  id: 'json-change',
  title: 'JSON: || - #-',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.38.0',
  explanation: `In SQLite \`||\` puts the texts of two documents one after the other, and \`-\` subtracts numbers. \`||\` with a
literal object becomes \`json_set\` of its keys, and with an array appends to the array; of two objects
that are not known, the keys are put together with a query. \`json_patch\` is not the same: it merges
inner objects, and removes the keys that are null.

\`-\` and \`#-\` become \`json_remove\`.`,
  examples: [
    {
      setup: `create table t (d jsonb); insert into t values ('{"a": {"x": 1}, "b": 2}')`,
      from: `select d || '{"a": {"y": 2}}', d - 'b', d #- '{a,x}' from t`,
      to: `select json_set(d, '$.a', json('{"y":2}')), json_remove(d, '$.b'), json_remove(d, '$.a.x') from t`,
    },
  ],
  on: {
    A_Expr: onOperators(['||', '-', '#-'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      const [left, right] = [context.typeOf(lexpr), context.typeOf(rexpr)];
      // Beside a text, || makes a text of the document.
      const areJson =
        operator === '||'
          ? bothJson(left, right) || oneIsJson([lexpr, rexpr], context)
          : isJson(left) || (operator === '-' && !left && isKey(rexpr, context));
      if (!areJson) return undefined;
      if (operator === '||') return joined(lexpr, rexpr, context);
      if (operator === '-') return removed(lexpr, rexpr, context);
      const path = operator === '#-' ? pathSteps(rexpr, context) : undefined;
      return path === undefined
        ? undefined
        : changed(sql`json_remove(${lexpr}, '$${path.join('')}')`, context);
    }),
  },
});

function bothJson(left: SqlType | undefined, right: SqlType | undefined): boolean {
  if (isJson(left)) return !isText(right);
  return isJson(right) && isUnknownLiteral(left);
}

/** A document as a literal, or one that is made here, beside something of a type not known. */
function oneIsJson(sides: readonly Node[], context: RuleContext): boolean {
  const types = sides.map((side) => context.typeOf(side));
  if (!types.includes(undefined)) return false;
  return sides.some((side) => {
    const text = context.stringValue(side);
    return isJson(context.typeOf(side)) || (text !== undefined && /^\s*\{\s*["}]/.test(text));
  });
}

/** Only a key can be taken away from something as a text: no number, no date. */
function isKey(node: Node, context: RuleContext): boolean {
  return /^[A-Za-z_]\w*$/.test(context.stringValue(node) ?? '');
}

function changed(template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message:
      'SQLite takes these operators for those of texts and numbers: its JSON functions do this.',
    replace: [{ target: context.node, template }],
  };
}

function removed(document: Node, key: Node, context: RuleContext): Answer {
  const index = integerValue(key);
  const text = context.stringValue(key);
  const keys = as('A_ArrayExpr', key)?.elements?.map((element) => context.stringValue(element));
  const steps = keys
    ? keys.map((item) => (item === undefined ? undefined : keyStep(item)))
    : [index === undefined ? (text === undefined ? undefined : keyStep(text)) : indexStep(index)];
  if (steps.includes(undefined))
    return changed(sql`json_remove(${document}, '$."' || ${context.operand(key)} || '"')`, context);
  const paths = steps.map((step) => sql`'$${step ?? ''}'`);
  return changed(sql`json_remove(${document}, ${join(paths, ', ')})`, context);
}

function joined(left: Node, right: Node, context: RuleContext): Answer {
  const json = readJson(context.stringValue(right));
  if (Array.isArray(json)) {
    const items = json.map((item) => sql`'$[#]', ${jsonLiteral(item)}`);
    return changed(
      items.length ? sql`json_insert(${left}, ${join(items, ', ')})` : sql`${left}`,
      context,
    );
  }
  if (json !== null && typeof json === 'object') {
    const sets = Object.entries(json).map(([key, value]) => {
      const step = keyStep(key);
      return step && sql`'$${step}', ${jsonLiteral(value)}`;
    });
    if (sets.length === 0) return changed(sql`${left}`, context);
    if (sets.every((set) => set !== undefined && set !== ''))
      return changed(
        sql`json_set(${left}, ${join(
          sets.flatMap((set) => set ?? []),
          ', ',
        )})`,
        context,
      );
  }
  const template = sql`(select json_group_object(key, json(part)) from (select key, ${left} -> fullkey as part from json_each(${left}) where key not in (select key from json_each(${right})) union all select key, ${right} -> fullkey from json_each(${right})))`;
  return {
    at: context.node,
    severity: 'warning',
    message:
      'SQLite joins the texts of two documents. Here the keys of two objects are put together: neither may be an array or NULL.',
    replace: [{ target: context.node, template }],
  };
}

function jsonLiteral(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoteLiteral(value);
  return `json(${quoteLiteral(JSON.stringify(value))})`;
}
