import { callOf, onCalls } from '../call-rule.ts';
import { onOperators } from '../operator-rule.ts';
import { defineRule } from '../rule.ts';
import { sql, type Template, type TemplateValue } from '../template.ts';

export const stringPosition = defineRule({
  id: 'string-position',
  title: 'position, strpos, starts_with, ^@',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.7.15',
  explanation: `SQLite finds a text in another one with \`instr(text, part)\`. \`starts_with\` and the operator \`^@\`
compare the beginning of the text.`,
  examples: [
    {
      from: "select position('b' in 'abc'), strpos('abc', 'c'), starts_with('abc', 'ab'), 'abc' ^@ 'b'",
      to: "select instr('abc', 'b') as position, instr('abc', 'c') as strpos, substr('abc', 1, length('ab')) = 'ab' as starts_with, substr('abc', 1, length('b')) = 'b'",
    },
  ],
  on: {
    A_Expr: onOperators(['^@'], ({ kind, lexpr, rexpr }, context) => {
      if (kind !== 'AEXPR_OP' || !lexpr || !rexpr) return undefined;
      return {
        at: context.node,
        message: 'SQLite has no ^@: the beginning of the text is compared.',
        replace: [
          {
            target: context.node,
            template: context.grouped(startsWith(lexpr, rexpr, context.operand(rexpr))),
          },
        ],
      };
    }),
    FuncCall: onCalls({
      position: (args) => callOf('instr', args),
      strpos: (args) => callOf('instr', args),
      starts_with: ([text, part], context) =>
        text && part && context.grouped(startsWith(text, part, context.operand(part))),
    }),
  },
});

function startsWith(text: TemplateValue, part: TemplateValue, operand: Template): Template {
  return sql`substr(${text}, 1, length(${part})) = ${operand}`;
}
