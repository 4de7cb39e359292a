import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { canonicalJson } from '../json/canonical.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const jsonEquality = defineRule({
  id: 'json-equality',
  title: 'jsonb = jsonb',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.9.0',
  explanation: `PostgreSQL compares two \`jsonb\` values; SQLite compares two texts, so blanks and the order of keys count.
A literal is written as PostgreSQL would store it, without blanks, and \`json()\` takes the blanks out of
the other side. Documents with several keys can still differ in their order: compare their parts.`,
  examples: [
    {
      setup: `create table t (id int primary key, d jsonb); insert into t values (1, '{"a": 1}'), (2, '{ }')`,
      from: `select id from t where d = '{"a":1}' or d = '{}'::jsonb order by id`,
      to: `select id from t where json(d) = '{"a":1}' or json(d) = '{}' order by id`,
    },
    {
      from: `select '{"b": 1, "a": 2}'::jsonb = '{"a": 2, "b": 1}'::jsonb`,
      to: `select '{"a":2,"b":1}' = '{"a":2,"b":1}'`,
    },
  ],
  on: {
    A_Expr: onOperators(['=', '<>'], ({ kind, lexpr, rexpr }, context) => {
      const isEquality =
        kind === 'AEXPR_OP' || kind === 'AEXPR_DISTINCT' || kind === 'AEXPR_NOT_DISTINCT';
      if (!isEquality || !lexpr || !rexpr) return undefined;
      if (context.typeOf(lexpr)?.name !== 'jsonb' && context.typeOf(rexpr)?.name !== 'jsonb')
        return undefined;
      return compared(lexpr, rexpr, context);
    }),
  },
});

function compared(left: Node, right: Node, context: RuleContext): Answer {
  const sides = [left, right].map((node) => ({ node, text: literalOf(node, context) }));
  const isLiteral = sides.some(({ text }) => text !== undefined);
  const mayDiffer = sides.every(
    ({ text }) => text === undefined || (text.match(/":/g) ?? []).length > 1,
  );
  const isSure = sides.every(({ text }) => text !== undefined) || !mayDiffer;
  const replace = sides.flatMap(({ node, text }) => {
    if (text !== undefined) return [{ target: node, template: sql`${quoteLiteral(text)}` }];
    return isMinified(node) ? [] : [{ target: node, template: sql`json(${node})` }];
  });
  if (
    isLiteral &&
    isSure &&
    replace.every(({ target, template }) => isAsWritten(target, template, context))
  )
    return undefined;
  return {
    at: context.node,
    ...(!isSure && { severity: 'warning' }),
    message: isSure
      ? 'SQLite compares JSON as text: both sides are written without blanks.'
      : 'SQLite compares JSON as text: the order of the keys counts. Compare the parts (->>).',
    replace,
    settles: [],
  };
}

function isAsWritten(target: Node, { parts }: { parts: readonly unknown[] }, context: RuleContext) {
  return parts.length === 1 && parts[0] === context.text(target);
}

function literalOf(node: Node, context: RuleContext): string | undefined {
  const text = context.stringValue(node);
  return text === undefined ? undefined : canonicalJson(text);
}

/** What SQLite's own operators and functions give has no blanks. */
function isMinified(node: Node): boolean {
  const operator = as('String', as('A_Expr', node)?.name?.at(-1))?.sval ?? '';
  return 'FuncCall' in node || ['->', '#>', '||', '-', '#-'].includes(operator);
}
