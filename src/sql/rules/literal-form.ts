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
    A_Const: ({ sval, location = -1 }, context) => {
      if (!sval || location < 0) return undefined;
      const at = context.source.offset(location);
      if (context.source.text[at] === "'") return undefined;
      return written(sval.sval ?? '', context);
    },
  },
  inText: {
    pattern: /'[^\S\r\n]*(?:--[^\r\n]*)?[\r\n]\s*(?:--[^\r\n]*\s*)*'|\/\*(?:(?!\*\/)[\s\S])*\/\*/,
    find: (context) => [...continued(context), ...nestedComments(context)],
  },
});

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
