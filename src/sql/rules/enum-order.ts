import type { Node } from 'libpg-query';
import { onFunctions } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const enumOrder = defineRule({
  id: 'enum-order',
  title: 'The order of an enum',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `An enum sorts in the order in which its labels were declared. In SQLite it is text, which sorts by the
alphabet, so ORDER BY, comparisons, max() and min() take the label's number.`,
  examples: [
    {
      setup:
        "create type mood as enum ('sad', 'ok'); create table em (m mood not null); insert into em values ('sad'), ('ok')",
      from: 'select m from em order by m',
      to: "select m from em order by case m when 'sad' then 1 when 'ok' then 2 end",
    },
    {
      setup:
        "create type mood as enum ('sad', 'ok'); create table em (m mood not null); insert into em values ('sad'), ('ok')",
      from: "select max(m) as best from em where m > 'sad'",
      to: "select case max(case m when 'sad' then 1 when 'ok' then 2 end) when 1 then 'sad' when 2 then 'ok' end as best from em where case m when 'sad' then 1 when 'ok' then 2 end > 1",
    },
  ],
  on: {
    A_Expr: onOperators(['<', '>', '<=', '>=', 'BETWEEN'], ({ kind, lexpr, rexpr }, context) => {
      if ((kind !== 'AEXPR_OP' && kind !== 'AEXPR_BETWEEN') || !lexpr || !rexpr) return undefined;
      const labels = labelsOf(lexpr, context) ?? labelsOf(rexpr, context);
      if (!labels) return undefined;
      const sides = [lexpr, ...(as('List', rexpr)?.items ?? [rexpr])];
      return {
        at: context.node,
        message: 'An enum is text in SQLite, so the numbers of the labels are compared.',
        replace: sides.map((side) => ({
          target: side,
          template: numbered(side, labels, context),
        })),
        settles: [],
      };
    }),
    FuncCall: onFunctions(['enum_range', 'min', 'max'], ({ funcname, args }, context) => {
      const name = as('String', funcname?.at(-1))?.sval ?? '';
      const [value] = args ?? [];
      const labels = value && labelsOf(value, context);
      if (!labels) return undefined;
      if (name === 'enum_range') return everyLabel(labels, context);
      const list = labels.map((label, index) => `when ${index + 1} then ${quoteLiteral(label)}`);
      const number = numbered(value, labels, context);
      return {
        at: context.node,
        message: `An enum is text in SQLite, so ${name}() looks for the number of its label.`,
        replace: [
          {
            target: context.node,
            template: sql`case ${name}(${number}) ${list.join(' ')} end`,
          },
        ],
      };
    }),
    SortBy: ({ node }, context) => {
      const labels = node && labelsOf(node, context);
      if (!node || !labels) return undefined;
      return {
        at: node,
        message: 'An enum is text in SQLite, so it is sorted by the number of its label.',
        replace: [{ target: node, template: numbered(node, labels, context) }],
        settles: [],
      };
    },
  },
});

function labelsOf(node: Node, context: RuleContext): readonly string[] | undefined {
  const type = context.typeOf(node);
  const found = type && !type.array ? context.schema.type(type.name) : undefined;
  return found?.kind === 'enum' ? found.labels : undefined;
}

/** The number of a label; that of a literal is known. */
function numbered(node: Node, labels: readonly string[], context: RuleContext): Template {
  const literal = context.stringValue(node);
  const known = literal === undefined ? -1 : labels.indexOf(literal);
  if (known >= 0) return sql`${known + 1}`;
  const cases = labels.map((label, index) => ` when ${quoteLiteral(label)} then ${index + 1}`);
  return sql`case ${node}${cases.join('')} end`;
}

function everyLabel(labels: readonly string[], context: RuleContext): Answer {
  return {
    at: context.node,
    message: 'SQLite has no enums: the labels are written out as a JSON array.',
    replace: [
      { target: context.node, template: sql`json_array(${labels.map(quoteLiteral).join(', ')})` },
    ],
  };
}
