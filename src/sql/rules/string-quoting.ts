import type { Node } from 'libpg-query';
import { type CallTranslator, onCalls, unlessNull } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';

export const stringQuoting = defineRule({
  id: 'string-quoting',
  title: 'format, quote_literal, quote_ident',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.38.0',
  explanation: `SQLite's \`format\` is \`printf\`: it knows \`%s\`, but not \`%L\` and \`%I\`, which give nothing, and no
positions (\`%1$s\`). \`%L\` becomes \`quote()\` of the value.

Do not build statements from texts: bind values as parameters.`,
  examples: [
    {
      from: "select format('%L and %2$s', 'it''s', 'x'), quote_literal('a'), quote_ident('b c')",
      to: `select printf('%s and %s', quote('it''s'), 'x') as format, quote('a') as quote_literal, '"' || replace('b c', '"', '""') || '"' as quote_ident`,
    },
  ],
  on: {
    FuncCall: onCalls({
      format: formatted,
      quote_literal: ([value], context) =>
        value && unlessNull(value, sql`quote(${value})`, context),
      quote_nullable: ([value]) => value && sql`quote(${value})`,
      quote_ident: ([value], context) => value && context.grouped(quotedName(value)),
    }),
  },
});

function quotedName(value: Node): Template {
  return sql`'"' || replace(${value}, '"', '""') || '"'`;
}

const directive = /%(?:%|(?:(\d+)\$)?(-?\d*)([sIL]))/g;

/** Reads the directives of a literal and gives the values in their order. */
function formatted(args: readonly Node[], context: RuleContext): ReturnType<CallTranslator> {
  const [pattern, ...values] = args;
  const text = context.stringValue(pattern);
  if (text === undefined)
    return { severity: 'error', note: 'its pattern has to be a literal to be translated.' };
  if (!/%(?!s|%)/.test(text)) return 'portable';
  const used: Template[] = [];
  let next = 0;
  const written = text.replace(directive, (whole, position, width, kind) => {
    if (whole === '%%') return whole;
    const index = position ? Number(position) - 1 : next;
    next = index + 1;
    const value = values[index];
    if (value) used.push(directiveValue(value, kind));
    return `%${width}s`;
  });
  const parts = [sql`${quoteLiteral(written)}`, ...used];
  return {
    template: sql`printf(${join(parts, ', ')})`,
    note: '%L, %I and positions are written out.',
  };
}

function directiveValue(value: Node, kind: string): Template {
  if (kind === 'L') return sql`quote(${value})`;
  return kind === 'I' ? quotedName(value) : sql`${value}`;
}
