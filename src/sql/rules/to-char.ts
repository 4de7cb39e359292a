import type { Node } from 'libpg-query';
import { type CallTranslation, onCalls } from '../call-rule.ts';
import { timeValue } from '../dates/time-value.ts';
import { momentByPattern } from '../dates/to-char-pattern.ts';
import { numberByPattern } from '../number-pattern.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isNumber } from '../sql-type.ts';
import type { Template } from '../template.ts';

export const toChar = defineRule({
  id: 'to-char',
  title: 'to_char',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.44.0',
  explanation: `The patterns of a date become directives of \`strftime\`; the names of months and days, which SQLite does
not have, are cut from a list. A number is written with \`printf\`: patterns of zeros and nines with
\`FM\` are known.

Patterns that depend on a language or a currency have no form.`,
  examples: [
    {
      from: "select to_char(timestamp '2024-01-05 15:04:00', 'YYYY-MM-DD HH12:MI AM'), to_char(date '2024-01-05', 'Mon DD')",
      to: "select strftime('%Y-%m-%d %I:%M %p', '2024-01-05 15:04:00') as to_char, substr('January  February March    April    May      June     July     August   SeptemberOctober  November December ', (strftime('%m', '2024-01-05') - 1) * 9 + 1, 3) || strftime(' %d', '2024-01-05') as to_char",
    },
    {
      from: "select to_char(7, 'FM000'), to_char(3.14159, 'FM990.00')",
      to: "select ltrim(printf('% 04d', 7)) as to_char, printf('%.2f', 3.14159) as to_char",
    },
  ],
  on: {
    FuncCall: onCalls({
      to_char: ([value, pattern], context) => {
        const text = context.stringValue(pattern);
        if (!value || text === undefined) return patternUnknown();
        const type = context.typeOf(value);
        const template = isNumber(type)
          ? numberByPattern(value, text, context)
          : moment(value, text, context);
        return template ?? patternUnknown();
      },
    }),
  },
});

function patternUnknown(): CallTranslation {
  return {
    severity: 'error',
    note: 'this pattern has no form. Use one of digits and parts of dates that is a literal, or write the text in the application.',
  };
}

function moment(value: Node, pattern: string, context: RuleContext): Template | undefined {
  const template = momentByPattern(pattern, timeValue(value));
  return template && context.grouped(template);
}
