import type { Node } from 'libpg-query';
import { onCalls } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import { sql, type Template, type TemplateValue } from '../template.ts';

export const stringPadding = defineRule({
  id: 'string-padding',
  title: 'repeat, lpad, rpad, reverse',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `SQLite has none of these functions. A text is repeated by replacing the bytes of a BLOB of zeros,
padding cuts from such a text, and a recursive query turns a text around.`,
  examples: [
    {
      from: "select repeat('ab', 3), lpad('7', 3, '0'), rpad('ab', 4)",
      to: "select replace(hex(zeroblob(3)), '00', 'ab') as repeat, substr(replace(hex(zeroblob(3)), '00', '0'), 1, max(3 - length('7'), 0)) || substr('7', 1, 3) as lpad, substr('ab' || replace(hex(zeroblob(4)), '00', ' '), 1, 4) as rpad",
    },
    {
      from: "select reverse('abc')",
      to: "select (with recursive r(i, t) as (select length('abc'), '' union all select i - 1, t || substr('abc', i, 1) from r where i > 0) select t from r where i = 0) as reverse",
    },
  ],
  on: {
    FuncCall: onCalls({
      repeat: ([text, count]) => text && count && repeated(text, count),
      lpad: ([text, count, fill], context) => {
        if (!text || !count) return undefined;
        const padding = repeated(fill ?? sql`' '`, count);
        const missing = sql`max(${context.operand(count)} - length(${text}), 0)`;
        return context.grouped(
          sql`substr(${padding}, 1, ${missing}) || substr(${text}, 1, ${count})`,
        );
      },
      rpad: ([text, count, fill], context) =>
        text &&
        count &&
        sql`substr(${context.operand(text)} || ${repeated(fill ?? sql`' '`, count)}, 1, ${count})`,
      reverse: ([text]) => text && reversed(text),
    }),
  },
});

function repeated(text: TemplateValue, count: Node): Template {
  return sql`replace(hex(zeroblob(${count})), '00', ${text})`;
}

function reversed(text: Node): Template {
  return sql`(with recursive r(i, t) as (select length(${text}), '' union all select i - 1, t || substr(${text}, i, 1) from r where i > 0) select t from r where i = 0)`;
}
