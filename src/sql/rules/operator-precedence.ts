import type { Node } from 'libpg-query';
import { defineRule, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

/** How tight SQLite binds operators; https://sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes */
const levels: Readonly<Record<string, number>> = {
  ...level(7, '|| -> ->>'),
  ...level(6, '* / %'),
  ...level(5, '+ -'),
  ...level(4, '& | << >>'),
  ...level(3, '< > <= >='),
  ...level(2, '= <> ~~ ~~* !~~ !~~*'),
};

function level(height: number, operators: string): Readonly<Record<string, number>> {
  return Object.fromEntries(operators.split(' ').map((operator) => [operator, height]));
}

export const operatorPrecedence = defineRule({
  id: 'operator-precedence',
  title: 'Operators that bind in another order',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `\`||\`, \`->\` and \`->>\` bind tighter than \`*\` and \`+\` in SQLite, and looser in PostgreSQL; LIKE and \`=\` are on one
level in SQLite, and LIKE is tighter in PostgreSQL. Where that changes what is computed, parentheses
are written.`,
  examples: [
    { from: "select 'n' || 1 + 2, 1 + 2 || 'n'", to: "select 'n' || (1 + 2), (1 + 2) || 'n'" },
    { from: "select true = 'a' like '%'", to: "select true = ('a' like '%')" },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const own = kind === 'AEXPR_OP' || kind === 'AEXPR_LIKE' ? levelOf(name) : undefined;
      if (own === undefined || !lexpr || !rexpr) return undefined;
      const replace = [...grouped(lexpr, own, context), ...grouped(rexpr, own + 1, context)];
      if (replace.length === 0) return undefined;
      return {
        at: context.node,
        message:
          'SQLite binds these operators in another order than PostgreSQL, so parentheses keep the meaning.',
        replace,
        settles: [],
      };
    },
  },
});

function levelOf(name: readonly Node[] | undefined): number | undefined {
  return levels[as('String', name?.at(-1))?.sval ?? ''];
}

/** Parentheses where the operand binds looser than its place asks for and has none. */
function grouped(operand: Node, least: number, { source }: RuleContext): readonly Replacement[] {
  const inner = as('A_Expr', operand);
  const height =
    inner?.kind === 'AEXPR_OP' || inner?.kind === 'AEXPR_LIKE' ? levelOf(inner.name) : undefined;
  if (height === undefined || height >= least || !inner?.lexpr) return [];
  const span = source.spanOf(operand);
  if (source.outerSpanOf(operand).start < span.start) return [];
  return [{ target: span, template: sql`(${span})` }];
}
