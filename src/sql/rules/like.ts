import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { isEscapeClause } from '../extents.ts';
import { onOperators } from '../operator-rule.ts';
import { type Answer, defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const like = defineRule({
  id: 'like',
  title: 'LIKE',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `LIKE looks at the case of letters in PostgreSQL, and not at that of A to Z in SQLite. SQLite's GLOB does, so
a pattern that is a literal is written for it: \`*\` for \`%\`, \`?\` for \`_\`. A backslash escapes in
PostgreSQL; SQLite has no escape character unless one is named.

A pattern that is not a literal stays, with a warning: letters of the other case match too. \`PRAGMA
case_sensitive_like = ON\` changes that for a connection.`,
  examples: [
    {
      from: "select 'ABC' like 'abc%', 'a*b' not like 'a*_', 'a%b' like 'a\\%b', '1-2' like '1-%'",
      to: "select 'ABC' glob 'abc*', 'a*b' not glob 'a[*]?', 'a%b' glob 'a%b', '1-2' like '1-%'",
    },
    {
      setup: "create table t (a text); insert into t values ('Ab'), ('cd')",
      from: "select a from t where a like any (array['A%', 'c_']) order by a",
      to: "select a from t where (a glob 'A*' or a glob 'c?') order by a nulls last",
    },
  ],
  on: {
    A_Expr: onOperators(['~~', '!~~'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (!lexpr || !rexpr) return undefined;
      if (kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_OP_ALL')
        return likeAny(
          { kind, value: lexpr, patterns: rexpr, isNot: operator.startsWith('!') },
          context,
        );
      if (kind !== 'AEXPR_LIKE' && kind !== 'AEXPR_OP') return undefined;
      return likePattern(lexpr, rexpr, operator.startsWith('!'), context);
    }),
  },
});

function likePattern(value: Node, pattern: Node, isNot: boolean, context: RuleContext): Answer {
  const escaped = as('FuncCall', pattern);
  const hasEscape = escaped !== undefined && isEscapeClause(escaped);
  const text = constantText(hasEscape ? escaped.args?.[0] : pattern, context);
  const character = hasEscape ? context.stringValue(escaped.args?.[1]) : '\\';
  const { source, node } = context;
  const isWord = source.find('like', source.extent(node).first, source.extent(node).last) > 0;
  if (text === undefined || character === undefined)
    return unknownPattern(isWord, context, { value, pattern, isNot });
  const hasLetters = /[A-Za-z]/.test(text);
  if (!hasLetters && (hasEscape || !text.includes('\\')) && isWord) return 'portable';
  const word = isNot ? 'not glob' : 'glob';
  const template = sql`${value} ${word} ${quoteLiteral(globPattern(text, character))}`;
  return {
    at: node,
    message: 'LIKE ignores the case of A to Z in SQLite; GLOB does not.',
    replace: [{ target: node, template }],
  };
}

/** A literal, or literals put together. */
function constantText(node: Node | undefined, context: RuleContext): string | undefined {
  const { name, lexpr, rexpr } = as('A_Expr', node) ?? {};
  if (as('String', name?.at(-1))?.sval !== '||') return context.stringValue(node);
  const left = constantText(lexpr, context);
  const right = constantText(rexpr, context);
  return left === undefined || right === undefined ? undefined : left + right;
}

interface LikeParts {
  readonly value: Node;
  readonly pattern: Node;
  readonly isNot: boolean;
}

function unknownPattern(isWord: boolean, context: RuleContext, parts: LikeParts): Finding {
  const { value, pattern, isNot } = parts;
  return {
    at: context.node,
    severity: 'warning',
    message:
      'LIKE ignores the case of A to Z in SQLite, and has no escape character unless one is named. Use GLOB with * and ?, or PRAGMA case_sensitive_like = ON.',
    ...(!isWord && {
      replace: [
        { target: context.node, template: sql`${value} ${isNot ? 'not like' : 'like'} ${pattern}` },
      ],
    }),
  };
}

/** A pattern of LIKE as one of GLOB. */
function globPattern(pattern: string, escapeCharacter: string): string {
  let result = '';
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    if (character === escapeCharacter && index + 1 < characters.length) {
      index += 1;
      result += globLiteral(characters[index] ?? '');
    } else if (character === '%') result += '*';
    else if (character === '_') result += '?';
    else result += globLiteral(character);
  }
  return result;
}

function globLiteral(character: string): string {
  return /[*?[]/.test(character) ? `[${character}]` : character;
}

interface LikeAny {
  readonly kind: 'AEXPR_OP_ANY' | 'AEXPR_OP_ALL';
  readonly value: Node;
  readonly patterns: Node;
  readonly isNot: boolean;
}

function likeAny({ kind, value, patterns, isNot }: LikeAny, context: RuleContext): Answer {
  const texts = (as('A_ArrayExpr', patterns)?.elements ?? []).map((item) =>
    context.stringValue(item),
  );
  if (texts.length === 0 || texts.includes(undefined))
    return {
      at: context.node,
      severity: 'error',
      message:
        'SQLite has no LIKE ANY: write one LIKE for each pattern, or join with the patterns as rows.',
    };
  const word = isNot ? 'not glob' : 'glob';
  const terms = texts.map(
    (text): Template => sql`${value} ${word} ${quoteLiteral(globPattern(text ?? '', '\\'))}`,
  );
  return {
    at: context.node,
    message: 'SQLite has no LIKE ANY: each pattern is compared by GLOB, which looks at the case.',
    replace: [
      {
        target: context.node,
        template: sql`(${join(terms, kind === 'AEXPR_OP_ANY' ? ' or ' : ' and ')})`,
      },
    ],
  };
}
