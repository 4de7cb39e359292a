import type { Node } from 'libpg-query';
import { noForm, onCalls } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

const none = noForm(
  'there are no regular expressions. Do this in the application, or register a function of this name with the driver.',
);

export const regularExpression = defineRule({
  id: 'regular-expression',
  title: 'Regular expressions: ~ ~* SIMILAR TO, regexp_replace',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no regular expressions: \`REGEXP\` is an operator without an implementation, unless the driver
registers one. A simple pattern of letters, classes and \`.*\` becomes one of GLOB, which looks at the case.

Register a function \`regexp(pattern, text)\` with the driver for others.`,
  examples: [
    {
      from: "select 'Ann' ~ '^[A-C]', 'abc' !~ 'b', 'abc' ~ '^a.*c$'",
      to: "select 'Ann' glob '[A-C]*', 'abc' not glob '*b*', 'abc' glob 'a*c'",
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      const isMatch = kind === 'AEXPR_OP' && ['~', '!~', '~*', '!~*'].includes(operator);
      if (!lexpr || !rexpr || !(isMatch || kind === 'AEXPR_SIMILAR')) return undefined;
      return matched({ value: lexpr, operator, pattern: rexpr }, context);
    },
    FuncCall: onCalls({
      regexp_count: none,
      regexp_instr: none,
      regexp_like: none,
      regexp_match: none,
      regexp_matches: none,
      regexp_replace: none,
      regexp_split_to_array: none,
      regexp_split_to_table: none,
      regexp_substr: none,
    }),
  },
});

interface Match {
  readonly value: Node;
  readonly operator: string;
  readonly pattern: Node;
}

function matched({ value, operator, pattern }: Match, context: RuleContext): Answer {
  const text = context.stringValue(pattern);
  const glob =
    text !== undefined && (operator === '~' || operator === '!~') ? globOf(text) : undefined;
  if (glob === undefined)
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite has no regular expressions. Register a function regexp(pattern, text) with the driver and use REGEXP, or write LIKE or GLOB.',
    };
  const word = operator === '!~' ? 'not glob' : 'glob';
  return {
    at: context.node,
    message: 'SQLite has no regular expressions: this one can be said with GLOB.',
    replace: [{ target: context.node, template: sql`${value} ${word} ${quoteLiteral(glob)}` }],
  };
}

/** A pattern without repetitions and choices as one of GLOB. */
function globOf(pattern: string): string | undefined {
  const body = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  let glob = pattern.startsWith('^') ? '' : '*';
  const piece = /\.\*|\.|\[\^?[\w\s-]+\]|[\w\s@/:,;<>=&%#~'"!-]|\\[.*+?()[\]{}|^$\\]/y;
  for (let position = 0; position < body.length; position = piece.lastIndex) {
    piece.lastIndex = position;
    const [part] = piece.exec(body) ?? [];
    if (part === undefined || /^[*+?{]/.test(body.slice(piece.lastIndex))) return undefined;
    if (part === '.*') glob += '*';
    else if (part === '.') glob += '?';
    else if (part.startsWith('\\'))
      glob += /[*?[]/.test(part) ? `[${part.slice(1)}]` : part.slice(1);
    else glob += part;
  }
  return body.length < pattern.length && /(?<!\\)\$$/.test(pattern) ? glob : `${glob}*`;
}
