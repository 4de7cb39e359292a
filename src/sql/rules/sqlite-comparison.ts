import type { Node } from 'libpg-query';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isNumber, isText } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const sqliteComparison = defineRule({
  id: 'sqlite-comparison',
  title: 'Comparing texts with numbers, and joining them',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `PostgreSQL has no operator between a text and a number. SQLite turns the number into a text where the other side is
a column of texts, and the text into a number where the other side is a column of numbers. \`||\` takes any two
values in SQLite; in PostgreSQL one of them has to be a text.`,
  examples: [
    {
      setup: "create table kv (k text, v int); insert into kv values ('1', 1)",
      from: 'select count(*) from kv where k = 1 or k in (1, 2)',
      to: "select count(*) from kv where k = '1' or k in ('1', '2')",
    },
    {
      setup: "create table kv (k text, v int); insert into kv values ('1', 1)",
      from: 'select v || v, k || v from kv where v = k',
      to: 'select v::text || v, k || v from kv where v = k::numeric',
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (!lexpr || !rexpr) return undefined;
      if (kind === 'AEXPR_OP' && operator === '||') return joined(lexpr, rexpr, context);
      if (kind === 'AEXPR_OP' && arithmetic.has(operator))
        return [lexpr, rexpr].flatMap((side) => calculated(side, 'numeric', context));
      if (kind === 'AEXPR_OP' && bits.has(operator))
        return [lexpr, rexpr].flatMap((side) => calculated(side, 'bigint', context));
      const isComparison =
        kind === 'AEXPR_OP' ? comparisons.has(operator) : comparing.has(kind ?? '');
      if (!isComparison) return undefined;
      const items = as('List', rexpr)?.items ?? [rexpr];
      return items.flatMap((item) => compared(lexpr, item, context));
    },
  },
});

const comparisons = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);
const comparing = new Set([
  'AEXPR_BETWEEN',
  'AEXPR_NOT_BETWEEN',
  'AEXPR_IN',
  'AEXPR_DISTINCT',
  'AEXPR_NOT_DISTINCT',
]);

const arithmetic = new Set(['+', '-', '*', '/', '%']);
const bits = new Set(['&', '|', '<<', '>>']);

const message = 'PostgreSQL does not compare a text with a number.';

function compared(left: Node, right: Node, context: RuleContext): readonly Finding[] {
  const [a, b] = [context.typeOf(left), context.typeOf(right)];
  if (isText(a) && isNumber(b)) return [asOther(left, right, context)];
  if (isNumber(a) && isText(b)) return [asOther(right, left, context)];
  return [];
}

/** A literal becomes a text; of two columns the text becomes a number. */
function asOther(text: Node, number: Node, context: RuleContext): Finding {
  const literal = as('A_Const', number);
  if (literal && as('ColumnRef', text))
    return {
      at: number,
      message,
      replace: [{ target: number, template: sql`'${context.text(number)}'` }],
      settles: [],
    };
  if (jsonText(text)) return { at: text, message, severity: 'info', replace: [], settles: [] };
  const note = 'A text that is no number is an error there.';
  return {
    at: text,
    message: `${message} ${note}`,
    severity: as('FuncCall', text) ? 'info' : 'warning',
    replace: [
      {
        target: context.source.outerSpanOf(text),
        template: sql`${operandText(text, context)}::numeric`,
      },
    ],
    settles: [],
  };
}

function operandText(node: Node, context: RuleContext) {
  return as('ColumnRef', node) || as('FuncCall', node)
    ? sql`${context.source.spanOf(node)}`
    : sql`(${context.source.spanOf(node)})`;
}

/** The rule for JSON casts its own. */
function jsonText(node: Node): boolean {
  return as('String', as('A_Expr', node)?.name?.at(-1))?.sval === '->>';
}

function joined(left: Node, right: Node, context: RuleContext): readonly Finding[] | undefined {
  const [a, b] = [context.typeOf(left), context.typeOf(right)];
  if (!isNumber(a) || !isNumber(b)) return undefined;
  return [
    {
      at: context.node,
      message: 'PostgreSQL joins texts: one of two numbers has to be cast to one.',
      replace: [
        {
          target: context.source.outerSpanOf(left),
          template: sql`${operandText(left, context)}::text`,
        },
      ],
      settles: [],
    },
  ];
}

/** A text that is calculated with is a number in SQLite. */
function calculated(
  node: Node,
  type: 'numeric' | 'bigint',
  context: RuleContext,
): readonly Finding[] {
  if (!isText(context.typeOf(node)) || jsonText(node)) return [];
  return [
    {
      at: node,
      message:
        'PostgreSQL does not calculate with texts. A text that is no number is an error there, and 0 in SQLite.',
      severity: as('FuncCall', node) ? 'info' : 'warning',
      replace: [
        {
          target: context.source.outerSpanOf(node),
          template: sql`${operandText(node, context)}::${type}`,
        },
      ],
      settles: [],
    },
  ];
}
