import { type OperatorPart, operatorParts } from '../reading/sqlite-expression.ts';
import { defineRule, type SourceChange } from '../rule.ts';

export const sqliteOperatorOrder = defineRule({
  id: 'sqlite-operator-order',
  title: 'Operators that bind in another order in PostgreSQL',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `In SQLite \`||\`, \`->\` and \`->>\` bind tighter than \`*\` and \`+\`, in PostgreSQL less tightly: \`'1' || 2 + 3\` is 15
there and an error here. \`=\`, \`IS\`, \`IN\`, \`LIKE\` and \`BETWEEN\` are read from
left to right in SQLite, \`<\` before them; PostgreSQL reads \`LIKE\`, \`IN\` and \`BETWEEN\` first and refuses a
chain such as \`a = b = c\`. Parentheses say what SQLite does.
https://sqlite.org/lang_expr.html#operators`,
  examples: [
    {
      from: "select '1' || 2 + 3, 2 * (1 || '4'), 3 & 1 || 1, ~ 1 + 2",
      to: "select ('1' || 2)::numeric + 3, 2 * (1 || '4')::numeric, 3 & ((1)::text || 1)::bigint, (~ 1) + 2",
    },
    {
      from: 'select 1 = 1 = 1, 1 < 2 < 3, 3 > 2 = 1, 2 = 3 in (0, 1)',
      to: 'select (1 = 1) = true, (1 < 2)::int < 3, (3 > 2) = true, (2 = 3) in (false, true)',
    },
    {
      setup: "create table t (a text, b text); insert into t values ('x', 'y')",
      from: "select a || b || '%' = b is null, a is null = 0 from t",
      to: "select a || b || '%' = b is null, (a is null) = false from t",
    },
  ],
  on: {},
  inSource: (source) =>
    operatorParts(source)
      .filter(bindsOtherwise)
      .flatMap(({ first, last }): readonly SourceChange[] => {
        const [start, end] = [source.start(first), source.end(last)];
        return [
          {
            start,
            end: start,
            newText: '(',
            message:
              'PostgreSQL binds these operators in another order: parentheses keep that of SQLite.',
            at: { start, end },
          },
          { start: end, end, newText: ')' },
        ];
      }),
});

/** How tight PostgreSQL binds. https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE */
const levels: Readonly<Record<string, number>> = {
  '*': 9,
  '/': 9,
  '%': 9,
  '+': 8,
  '-': 8,
  IN: 6,
  LIKE: 6,
  GLOB: 6,
  BETWEEN: 6,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '=': 5,
  '==': 5,
  '<>': 5,
  '!=': 5,
  IS: 4,
  ISNULL: 4,
  NOTNULL: 4,
};

/** Of `||`, `->`, `&` and every other operator. */
const otherLevel = 7;

/** Those up to here do not stand beside each other without parentheses. */
const withoutChains = 6;

/** Whether PostgreSQL would not read a part as the operand that it is in SQLite. */
function bindsOtherwise({ operator, parent = '', side }: OperatorPart): boolean {
  const [own, outer] = [levelOf(operator), levelOf(parent)];
  if (own !== outer) return own < outer;
  return side === 'right' || own <= withoutChains;
}

function levelOf(operator: string): number {
  return levels[operator] ?? otherLevel;
}
