import type { Node } from 'libpg-query';
import { builtInName } from '../aggregate-call.ts';
import { onOperators } from '../operator-rule.ts';
import { type BooleanWords, printedValue } from '../printed-value.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isText, isUnknownLiteral } from '../sql-type.ts';
import type { Template } from '../template.ts';

export const concatenatedValue = defineRule({
  id: 'concatenated-value',
  title: 'Booleans and numbers beside ||, in concat',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.8.3',
  explanation: `PostgreSQL writes a boolean as \`true\` beside \`||\`, and as \`t\` in \`concat\`; SQLite writes 1. A numeric with a
scale prints all of its digits in PostgreSQL (100.10), and SQLite drops the zeros at the end.

A number without a scale may print differently: use \`printf\` with the digits that you need.`,
  examples: [
    {
      setup:
        'create table t (a boolean, n numeric(10, 2) not null); insert into t values (true, 100.1)',
      from: "select 'is ' || a, concat('n ', n, a) from t",
      to: "select 'is ' || case a when true then 'true' when false then 'false' end, concat('n ', printf('%.2f', n), case a when true then 't' when false then 'f' end) as concat from t",
    },
  ],
  on: {
    A_Expr: onOperators(['||'], ({ kind, lexpr, rexpr }, context) => {
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      const hasText = [lexpr, rexpr].some((side) => {
        const type = context.typeOf(side);
        return isText(type) || isUnknownLiteral(type);
      });
      if (!hasText) return undefined;
      const words = { yes: 'true', no: 'false' };
      return [lexpr, rexpr].flatMap((side) => textOf(side, words, context));
    }),
    FuncCall: (content, context) => {
      const name = builtInName(content) ?? '';
      if (name !== 'concat' && name !== 'concat_ws') return undefined;
      const words = { yes: 't', no: 'f' };
      return (content.args ?? []).flatMap((argument) => textOf(argument, words, context));
    },
  },
});

function textOf(node: Node, words: BooleanWords, context: RuleContext): readonly Finding[] {
  const printed = printedValue(node, words, context);
  if (printed === undefined) return [];
  if (printed !== 'unknown') return [replaced(node, printed)];
  return [
    {
      at: node,
      severity: 'warning',
      message:
        'A number with a fraction may print with other digits in SQLite (1.0 for 1, 0.1 for 0.10). Use printf() with the digits that you need.',
      settles: [],
    },
  ];
}

function replaced(node: Node, template: Template): Finding {
  return {
    at: node,
    message: 'SQLite writes 1 for true, and drops zeros at the end of a number.',
    replace: [{ target: node, template }],
    settles: [],
  };
}
