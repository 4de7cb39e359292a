import type { Node } from 'libpg-query';
import { type CallTranslator, callOf, integerValue, onCalls, unlessNull } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isText } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';

export const stringPart = defineRule({
  id: 'string-part',
  title: 'Parts of a text: left, right, substring, overlay, split_part',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite has \`substr(text, start, length)\` only: \`left\`, \`right\`, \`substring(... FROM ... FOR ...)\` and
\`overlay\` are written with it. \`split_part\` reads the text as a JSON array.

\`substring(text FROM pattern)\` with a regular expression has no equivalent: do it in the application,
or register a function.`,
  examples: [
    {
      from: "select left('abcdef', 2), left('abcdef', -2), right('abcdef', 2), right('abcdef', -2)",
      to: "select substr('abcdef', 1, 2) as left, substr('abcdef', 1, max(length('abcdef') - 2, 0)) as left, substr('abcdef', -2) as right, substr('abcdef', 3) as right",
    },
    {
      from: "select substring('abcdef' from 2 for 3), overlay('abcdef' placing 'XY' from 2)",
      to: "select substr('abcdef', 2, 3) as substring, substr('abcdef', 1, 2 - 1) || 'XY' || substr('abcdef', 2 + length('XY')) as overlay",
    },
    {
      from: "select split_part('a,b', ',', 2), split_part('a,b', ',', 3)",
      to: `select coalesce((select value from json_each('[' || replace(json_quote('a,b'), ',', '","') || ']') where key = 2 - 1), '') as split_part, coalesce((select value from json_each('[' || replace(json_quote('a,b'), ',', '","') || ']') where key = 3 - 1), '') as split_part`,
    },
  ],
  on: {
    FuncCall: onCalls({
      left: ([text, count], context) => text && count && leftPart(text, count, context),
      right: ([text, count], context) => text && count && rightPart(text, count, context),
      substring: (args, context) => substring(args, context),
      substr: (args, context) => fromBefore(args, context) ?? 'portable',
      overlay: ([text, part, start, length], context) => {
        if (!text || !part || !start) return undefined;
        const count = length ? sql`${context.operand(length)}` : sql`length(${part})`;
        const from = context.operand(start);
        return context.grouped(
          sql`substr(${text}, 1, ${from} - 1) || ${context.operand(part)} || substr(${text}, ${from} + ${count})`,
        );
      },
      split_part: splitPart,
    }),
  },
});

function leftPart(text: Node, count: Node, context: RuleContext): Template {
  const known = integerValue(count);
  if (known !== undefined && known >= 0) return sql`substr(${text}, 1, ${known})`;
  if (known !== undefined) return sql`substr(${text}, 1, max(length(${text}) - ${-known}, 0))`;
  const operand = context.operand(count);
  return sql`substr(${text}, 1, case when ${operand} < 0 then max(length(${text}) + ${operand}, 0) else ${operand} end)`;
}

function rightPart(text: Node, count: Node, context: RuleContext): Template {
  const known = integerValue(count);
  if (known === 0) return sql`''`;
  if (known !== undefined) return sql`substr(${text}, ${known > 0 ? -known : 1 - known})`;
  const operand = context.operand(count);
  return sql`case when ${operand} > 0 then substr(${text}, -${operand}) when ${operand} < 0 then substr(${text}, 1 - ${operand}) else '' end`;
}

/** A start below 1 stands before the text in PostgreSQL, and counts from its end in SQLite. */
function fromBefore(args: readonly Node[], context: RuleContext): Template | undefined {
  const [text, start, length] = args;
  const known = integerValue(start);
  if (!text || known === undefined || known >= 1) return undefined;
  if (!length) return sql`substr(${text}, 1)`;
  const count = integerValue(length);
  if (count !== undefined) return sql`substr(${text}, 1, ${Math.max(count + known - 1, 0)})`;
  return sql`substr(${text}, 1, max(${context.operand(length)} - ${1 - known}, 0))`;
}

function substring(args: readonly Node[], context: RuleContext): ReturnType<CallTranslator> {
  const [, start] = args;
  const isPattern = context.stringValue(start) !== undefined || isText(context.typeOf(start));
  if (isPattern)
    return {
      severity: 'error',
      note: 'there are no regular expressions. Do this in the application, or register a function.',
    };
  const moved = fromBefore(args, context);
  if (moved) return moved;
  const { source, node } = context;
  const { first, last } = source.extent(node);
  const hasFrom = source.find('from', first + 2, last - 1) > 0;
  const hasFor = source.find('for', first + 2, last - 1) > 0;
  if (!hasFrom && !hasFor) return 'portable';
  const [text, , length] = args;
  return text && length && !hasFrom ? sql`substr(${text}, 1, ${length})` : callOf('substr', args);
}

/** The text as a JSON array, cut at the separator. */
function splitPart(args: readonly Node[], context: RuleContext): ReturnType<CallTranslator> {
  const [text, separator, index] = args;
  const literal = context.stringValue(separator);
  const known = integerValue(index);
  if (!text || !index || !literal || /[\\"/bfnrtu0-9a-f]/.test(literal))
    return {
      severity: 'error',
      note: 'this separator cannot be cut at. Do it in the application.',
    };
  const escaped = literal.replaceAll("'", "''");
  const array = sql`'[' || replace(json_quote(${text}), '${escaped}', '","') || ']'`;
  const isFromEnd = known !== undefined && known < 0;
  const key = isFromEnd
    ? sql`json_array_length(${array}) - ${-known}`
    : sql`${context.operand(index)} - 1`;
  const part = sql`coalesce((select value from json_each(${array}) where key = ${key}), '')`;
  return unlessNull(text, part, context);
}
