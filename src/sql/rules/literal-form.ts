import { quoteLiteral } from '../cast.ts';
import { tokenize } from '../lexer.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';

export const literalForm = defineRule({
  id: 'literal-form',
  title: "Forms of literals: $$...$$, E'...', U&'...', literals on two lines",
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has one form of a text literal, \`'...'\` with \`''\` for a quote. A dollar-quoted text would be read
as a parameter, \`E'...'\` and \`U&'...'\` as names, and a literal that goes on on the next line as an alias.
The text is written in the one form.`,
  examples: [
    {
      from: "select $$it's$$, E'a\\nb', U&'\\0441\\043B', 'a'\n'b'",
      to: "select 'it''s', 'a\nb', 'сл', 'ab'",
    },
  ],
  on: {
    A_Const: ({ sval, ival, fval, location = -1 }, context) => {
      if (location < 0) return undefined;
      if (ival || fval) return hasOwnForm(location, context) ? writtenNumber(context) : undefined;
      if (!sval) return undefined;
      const at = context.source.offset(location);
      if (context.source.text[at] === "'") return undefined;
      return written(sval.sval ?? '', context);
    },
  },
  inText: {
    pattern: /[\r\n]\s*'|\/\*(?:(?!\*\/)[\s\S])*\/\*/,
    find: (context) => [...continued(context), ...nestedComments(context)],
  },
});

/** Whether a number may be no decimal one, or have its digits in groups; most are plain. */
function hasOwnForm(location: number, { source }: RuleContext): boolean {
  const at = source.offset(location);
  return /^[-+\s]*(?:0[obx]|\d+_)/i.test(source.text.slice(at, at + 40));
}

/** Octal and binary numbers, and digits in groups, as decimal ones. */
function writtenNumber(context: RuleContext): Finding | undefined {
  const { source, node } = context;
  const { last } = source.extent(node);
  const digits = source.value(last).replaceAll('_', '');
  const isDecimal = digits.length === source.value(last).length && !/^0[ob]/i.test(digits);
  if (isDecimal || source.tokens[last]?.kind !== 'number') return undefined;
  const text = /^0[obx]/i.test(digits) ? String(BigInt(digits)) : digits;
  return {
    at: source.span({ first: last, last }),
    message: 'SQLite writes numbers with decimal digits, or hexadecimal ones after 0x.',
    replace: [{ target: source.span({ first: last, last }), template: sql`${text}` }],
  };
}

function written(value: string, context: RuleContext): Finding {
  return {
    at: context.node,
    message: "SQLite has one form of a text literal: '...', with '' for a quote.",
    replace: [{ target: context.node, template: sql`${quoteLiteral(value)}` }],
  };
}

/** Literals on consecutive lines are one in PostgreSQL. */
function continued({ source }: RuleContext): readonly Finding[] {
  return source.tokens.flatMap((token) => {
    if (token.kind !== 'string' || !token.value.startsWith("'")) return [];
    const pieces = token.value.match(/'(?:[^']|'')*'(?=\s|$)/g) ?? [];
    if (pieces.length < 2) return [];
    const text = pieces.map((piece) => piece.slice(1, -1)).join('');
    return [
      {
        at: token,
        severity: 'info' as const,
        message:
          'PostgreSQL joins literals on consecutive lines; SQLite reads the second one as an alias.',
        replace: [{ target: token, template: sql`${`'${text}'`}` }],
      },
    ];
  });
}

/** A comment inside of a comment ends the outer one in SQLite. */
function nestedComments({ source }: RuleContext): readonly Finding[] {
  return tokenize(source.text).flatMap((token) => {
    const inner = token.value.slice(2, -2);
    if (token.kind !== 'comment' || !token.value.startsWith('/*') || !inner.includes('/*'))
      return [];
    const flat = `/*${inner.replaceAll('/*', '').replaceAll('*/', '')}*/`;
    return [
      {
        at: token,
        message: 'Comments do not nest in SQLite: the inner marks go.',
        replace: [{ target: token, template: sql`${flat}` }],
      },
    ];
  });
}
