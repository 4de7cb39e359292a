import type { Node } from 'libpg-query';
import { defineRule, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const operatorPrecedence = defineRule({
  id: 'operator-precedence',
  title: 'Operators that bind in another order',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `SQLite's \`||\`, \`->\` and \`->>\` bind tighter than \`*\` and \`+\`; in PostgreSQL they bind less tightly, so
\`1 + 2 || 'x'\` is \`3x\` there, and \`1 + '2x'\` here. \`LIKE\`, \`IN\` and \`BETWEEN\` bind tighter than \`=\` and
\`<\` in PostgreSQL, and not in SQLite. \`~\` takes the whole sum after it in PostgreSQL. Parentheses say
what PostgreSQL does.`,
  examples: [
    {
      from: "select 1 + 2 || 'x', 'x' || 2 * 3, ~ 1 + 2, true = 3 in (4, 5)",
      to: "select (1 + 2) || 'x', 'x' || (2 * 3), ~ (1 + 2), true = (3 in (4, 5))",
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      const parent = levelOf(kind, operator, lexpr === undefined);
      if (!parent) return undefined;
      const replace: Replacement[] = [];
      if (lexpr && changesOnTheLeft(parent, bareLevel(lexpr, context)))
        replace.push({ target: lexpr, template: sql`(${lexpr})` });
      if (rexpr && changesOnTheRight(parent, bareLevel(rexpr, context)))
        replace.push({ target: rexpr, template: sql`(${rexpr})` });
      const [first] = replace;
      if (!first) return undefined;
      return {
        at: first.target,
        message:
          'SQLite binds these operators in another order: parentheses keep that of PostgreSQL.',
        replace,
        settles: [],
      };
    },
  },
});

type Level = 'join' | 'sum' | 'bits' | 'invert' | 'match' | 'equal' | 'less' | 'distinct';

const levels: Readonly<Record<string, Level>> = {
  '->': 'join',
  '->>': 'join',
  '||': 'join',
  '%': 'sum',
  '*': 'sum',
  '+': 'sum',
  '-': 'sum',
  '/': 'sum',
  '&': 'bits',
  '<<': 'bits',
  '>>': 'bits',
  '|': 'bits',
  '<>': 'equal',
  '=': 'equal',
  '<': 'less',
  '<=': 'less',
  '>': 'less',
  '>=': 'less',
};

function levelOf(kind: string | undefined, operator: string, isPrefix: boolean): Level | undefined {
  if (kind === 'AEXPR_OP') {
    if (isPrefix) return operator === '~' ? 'invert' : undefined;
    return Object.hasOwn(levels, operator) ? levels[operator] : undefined;
  }
  if (/DISTINCT/.test(kind ?? '')) return 'distinct';
  return /^AEXPR_(IN|LIKE|ILIKE|SIMILAR|BETWEEN|NOT_BETWEEN)/.test(kind ?? '')
    ? 'match'
    : undefined;
}

/** The level of an operand without parentheses of its own. */
function bareLevel(node: Node, { source }: RuleContext): Level | undefined {
  const expression = as('A_Expr', node);
  if (!expression || source.outerSpanOf(node).start < source.spanOf(node).start) return undefined;
  const operator = as('String', expression.name?.at(-1))?.sval ?? '';
  return levelOf(expression.kind, operator, expression.lexpr === undefined);
}

function changesOnTheLeft(parent: Level, operand: Level | undefined): boolean {
  if (parent === 'join') return operand === 'sum' || operand === 'bits';
  return parent === 'less' && operand === 'match';
}

function changesOnTheRight(parent: Level, operand: Level | undefined): boolean {
  if (parent === 'join' || parent === 'invert') return operand === 'sum' || operand === 'bits';
  if (parent === 'distinct') return operand === 'equal' || operand === 'match';
  return (parent === 'equal' || parent === 'less') && operand === 'match';
}
