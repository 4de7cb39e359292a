import type { Node } from 'libpg-query';
import { onCalls } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { asText } from './sqlite-like.ts';

export const sqlitePrintf = defineRule({
  id: 'sqlite-printf',
  title: 'printf() and format()',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `PostgreSQL's \`format()\` fills in texts alone. A format that is a literal becomes its pieces: \`%d\` a \`bigint\`,
\`%.2f\` a \`round(x, 2)\`, a width \`lpad\` or \`rpad\`. NULL is 0 for a number and empty for a text, as in SQLite.`,
  examples: [
    {
      from: "select printf('%05.2f', 3.14159), printf('%d items, %s', 3, 'x'), format('%-5s|', 'ab')",
      to: "select lpad(round((3.14159)::numeric, 2)::text, 5, '0'), (3)::bigint::text || ' items, ' || 'x', rpad('ab', 5) || '|'",
    },
  ],
  on: { FuncCall: onCalls({ printf: formatted, format: formatted }) },
});

const directive = /%([-0,+ #!]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])|[^%]+/g;

function formatted([format, ...args]: readonly Node[], context: RuleContext) {
  const text = format && context.stringValue(format);
  const unknown = {
    note: 'the format is not known before it runs, or has a letter without a form.',
    severity: 'error' as const,
  };
  if (text === undefined) return unknown;
  const parts: Template[] = [];
  let next = 0;
  for (const [piece, flags = '', width, precision, letter] of text.matchAll(directive)) {
    if (letter === undefined || letter === '%') {
      parts.push(sql`'${(letter ?? piece).replaceAll("'", "''")}'`);
      continue;
    }
    const value = args[next++];
    const part = value && written({ flags, width, precision, letter }, value, context);
    if (!part) return unknown;
    parts.push(part);
  }
  const [only] = parts;
  if (!only) return sql`''`;
  return parts.length === 1 ? only : context.grouped(join(parts, ' || '));
}

interface Directive {
  readonly flags: string;
  readonly width: string | undefined;
  readonly precision: string | undefined;
  readonly letter: string;
}

function written(item: Directive, value: Node, context: RuleContext): Template | undefined {
  const { flags, width } = item;
  const text = unpadded(item, value, context);
  if (!text || width === undefined) return text;
  if (flags.includes('-')) return sql`rpad(${text}, ${width})`;
  return flags.includes('0') ? sql`lpad(${text}, ${width}, '0')` : sql`lpad(${text}, ${width})`;
}

function unpadded(
  { flags, precision, letter }: Directive,
  value: Node,
  context: RuleContext,
): Template | undefined {
  const number = 'A_Const' in value ? sql`(${value})` : sql`coalesce(${value}, 0)`;
  if (/[+ #!]/.test(flags)) return undefined;
  switch (letter) {
    case 'd':
    case 'i':
      return flags.includes(',')
        ? sql`to_char(${number}::bigint, 'FM9,999,999,999,999,999,990')`
        : sql`${number}::bigint::text`;
    case 'f':
      return flags.includes(',')
        ? undefined
        : sql`round(${number}::numeric, ${precision ?? '6'})::text`;
    case 's': {
      const text = asText(value, context);
      const known = 'A_Const' in value ? text : sql`coalesce(${text}, '')`;
      return precision === undefined ? known : sql`left(${known}, ${precision})`;
    }
    case 'x':
      return sql`to_hex(${number}::bigint)`;
    case 'X':
      return sql`upper(to_hex(${number}::bigint))`;
    default:
      return undefined;
  }
}
