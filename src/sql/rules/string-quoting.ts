import type { Node } from 'libpg-query';
import { type CallTranslator, onCalls, unlessNull } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { quoteName } from '../identifier.ts';
import { printedValue } from '../printed-value.ts';
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
      to: `select printf('%s and %s', quote('it''s'), 'x') as format, quote('a') as quote_literal, '"b c"' as quote_ident`,
    },
  ],
  on: {
    FuncCall: onCalls({
      format: formatted,
      quote_literal: ([value], context) =>
        value && unlessNull(value, sql`quote(${value})`, context),
      quote_nullable: ([value]) => value && sql`quote(${value})`,
      quote_ident: ([value], context) => value && quotedName(value, context),
    }),
  },
});

/** In quotes unless it is plain; PostgreSQL quotes its keywords too. */
function quotedName(value: Node, context: RuleContext): Template {
  const text = context.stringValue(value);
  if (text !== undefined) return sql`${quoteLiteral(quoteName(text))}`;
  return sql`case when ${context.operand(value)} glob '[a-z_]*' and ${context.operand(value)} not glob '*[^a-z0-9_]*' then ${value} else '"' || replace(${value}, '"', '""') || '"' end`;
}

const directive = /%(?:%|(?:(\d+)\$)?(-?\d*)([sIL]))/g;

/** Reads the directives of a literal and gives the values in their order. */
function formatted(args: readonly Node[], context: RuleContext): ReturnType<CallTranslator> {
  const [pattern, ...values] = args;
  const text = context.stringValue(pattern);
  if (text === undefined)
    return { severity: 'error', note: 'its pattern has to be a literal to be translated.' };
  const printed = values.map((value) => printedValue(value, { yes: 't', no: 'f' }, context));
  if (!/%(?!s|%)/.test(text) && printed.every((value) => value === undefined)) return 'portable';
  const used: Template[] = [];
  let next = 0;
  const written = text.replace(directive, (whole, position, width, kind) => {
    if (whole === '%%') return whole;
    const index = position ? Number(position) - 1 : next;
    next = index + 1;
    const value = values[index];
    if (value) used.push(directiveValue({ value, kind, printed: printed[index] }, context));
    return `%${width}s`;
  });
  const parts = [sql`${quoteLiteral(written)}`, ...used];
  return {
    template: sql`printf(${join(parts, ', ')})`,
    note: '%L, %I, positions, booleans and the digits of numbers are written out.',
    ...(printed.includes('unknown') && { severity: 'warning' }),
  };
}

interface Directive {
  readonly value: Node;
  readonly kind: string;
  readonly printed: ReturnType<typeof printedValue>;
}

function directiveValue({ value, kind, printed }: Directive, context: RuleContext): Template {
  if (kind === 'L') return sql`quote(${value})`;
  if (kind === 'I') return quotedName(value, context);
  return printed === undefined || printed === 'unknown' ? sql`${value}` : printed;
}
