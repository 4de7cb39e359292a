import type { Node } from 'libpg-query';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';
import { asText } from './sqlite-like.ts';

export const sqlitePattern = defineRule({
  id: 'sqlite-pattern',
  title: 'GLOB, REGEXP, MATCH',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`GLOB\` becomes \`LIKE\`, which minds the case in PostgreSQL as \`GLOB\` does; a pattern with \`[...]\` becomes a
regular expression. A pattern that is not a literal has no form.

\`REGEXP\` calls a function that the application gave to SQLite; PostgreSQL's \`~\` is its own kind of regular
expression, so look at the pattern. \`MATCH\` searches a virtual table: use \`@@\` on a \`tsvector\`.`,
  examples: [
    {
      setup: "create table emp (name text); insert into emp values ('Ann')",
      from: "select name from emp where name glob 'A*' and name not glob '[b-d]?n'",
      to: "select name from emp where name like 'A%' and name !~ '^[b-d].n$'",
    },
    {
      from: "select 'a' regexp 'b'",
      to: "select 'a' ~ 'b'",
      notCompared: 'SQLite has no such function of its own.',
    },
  ],
  on: {
    A_Expr: (content, context) => {
      if (content.kind === 'AEXPR_ILIKE') return globbed(content, context);
      if (content.kind === 'AEXPR_SIMILAR') return expression(content, context);
      const isMatch = as('String', content.name?.at(-1))?.sval === '@@';
      return isMatch
        ? refused('PostgreSQL has no MATCH: search a tsvector with @@ to_tsquery(...).', context)
        : undefined;
    },
    FuncCall: ({ funcname, args }, context) => {
      const isGlob = as('String', funcname?.at(-1))?.sval === 'glob';
      const [pattern, value] = args ?? [];
      if (!isGlob || !pattern || !value) return undefined;
      const found = globTemplate(value, pattern, { isNegated: false, context });
      if (!found) return refused(noPattern, context);
      const template = context.grouped(found);
      return { at: context.node, message, replace: [{ target: context.node, template }] };
    },
  },
});

const message = 'PostgreSQL has no GLOB: its LIKE minds the case too.';
const noPattern =
  'PostgreSQL has no GLOB, and the pattern is not known before it runs. Give a pattern for LIKE, or a regular expression for ~.';

function refused(text: string, context: RuleContext): Finding {
  return { at: context.node, message: text, severity: 'error' };
}

function globbed({ name, lexpr, rexpr }: Content<'A_Expr'>, context: RuleContext) {
  if (!lexpr || !rexpr) return undefined;
  const isNegated = as('String', name?.at(-1))?.sval === '!~~*';
  const template = globTemplate(lexpr, rexpr, { isNegated, context });
  if (!template) return refused(noPattern, context);
  return { at: context.node, message, replace: [{ target: context.node, template }] };
}

interface Globbing {
  readonly isNegated: boolean;
  readonly context: RuleContext;
}

function globTemplate(
  value: Node,
  pattern: Node,
  { isNegated, context }: Globbing,
): Template | undefined {
  const glob = context.stringValue(pattern);
  if (glob === undefined) return undefined;
  const text = asText(value, context);
  if (!glob.includes('[')) {
    const like = glob
      .replace(/[\\%_]/g, '\\$&')
      .replaceAll('*', '%')
      .replaceAll('?', '_');
    return sql`${text} ${isNegated ? 'not ' : ''}like ${quoted(like)}`;
  }
  const inner = glob.replace(/\[(\^?\]?[^\]]*)\]|[*?]|[.+^$(){}|\\\]]/g, (part, set?: string) => {
    if (set !== undefined) return `[${set.replaceAll('\\', '\\\\')}]`;
    if (part === '*') return '.*';
    return part === '?' ? '.' : `\\${part}`;
  });
  return sql`${text} ${isNegated ? '!' : ''}~ ${quoted(`^${inner}$`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `x SIMILAR TO y` stands for `x REGEXP y`. */
function expression({ name, lexpr, rexpr }: Content<'A_Expr'>, context: RuleContext) {
  const pattern = as('FuncCall', rexpr)?.args?.[0] ?? rexpr;
  if (!lexpr || !pattern) return undefined;
  const operator = as('String', name?.at(-1))?.sval === '!~' ? '!~' : '~';
  return {
    at: context.node,
    severity: 'warning' as const,
    message:
      "REGEXP is a function of the application in SQLite; PostgreSQL's ~ has regular expressions of its own. Look at the pattern.",
    replace: [
      {
        target: context.node,
        template: sql`${asText(lexpr, context)} ${operator} ${context.operand(pattern)}`,
      },
    ],
  };
}
