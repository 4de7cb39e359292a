import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const sqliteCollation = defineRule({
  id: 'sqlite-collation',
  title: 'COLLATE NOCASE, BINARY and RTRIM',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`COLLATE NOCASE\` ignores the case of ASCII letters. In an expression or an index \`lower(x)\` does; a column becomes
\`citext\`, a type of the extension of that name, which comes with PostgreSQL. \`BINARY\` is the collation \`"C"\`.`,
  examples: [
    {
      setup: "create table emp (name text not null); insert into emp values ('bob'), ('Ann')",
      from: "select name from emp where name = 'ANN' collate nocase order by name collate nocase",
      to: "select name from emp where lower(name) = lower('ANN') order by lower(name) nulls first",
    },
    {
      from: 'create table u (email text collate nocase unique)',
      to: 'create extension if not exists citext; create table u (email citext unique)',
      notCompared: 'A definition has no rows.',
    },
  ],
  on: {
    CollateClause: ({ arg, collname }, context) => {
      const name = as('String', collname?.at(-1))?.sval?.toLowerCase();
      if (!arg) return undefined;
      const template = {
        nocase: sql`lower(${arg})`,
        binary: sql`${context.operand(arg)} collate "C"`,
        rtrim: sql`rtrim(${arg})`,
      }[name ?? ''];
      if (!template)
        return {
          at: context.node,
          severity: 'error' as const,
          message: `PostgreSQL has no collation ${name}: it is one of the application. Make one with CREATE COLLATION.`,
        };
      return {
        at: context.node,
        message: said(name),
        replace: [{ target: context.node, template }],
      };
    },
    A_Expr: (content, context) => otherSide(content, context),
    ColumnDef: (content, context) => columnCollation(content, context),
    IndexElem: ({ name, collation }, context) => {
      const collname = as('String', collation?.at(-1))?.sval?.toLowerCase();
      if (!name || !collname) return undefined;
      const at = context.source.find('collate', context.source.extent(context.node).first);
      const { source } = context;
      const first = source.tokens.findIndex(
        ({ value }, index) => value === name && source.value(index + 1) === 'collate',
      );
      if (first < 0 || at === undefined) return undefined;
      const target = source.span({ first, last: first + 2 });
      const column = source.span({ first, last: first });
      const template = collname === 'nocase' ? sql`lower(${column})` : sql`${column} collate "C"`;
      return {
        at: target,
        message: said(collname),
        replace: [{ target, template }],
        settles: ['collation'],
      };
    },
  },
});

function said(name: string | undefined): string {
  return name === 'nocase'
    ? 'PostgreSQL has no collation NOCASE: what is compared is folded to lower case.'
    : `PostgreSQL has no collation ${name?.toUpperCase()}.`;
}

const comparisons = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);

/** A collation counts for both sides of a comparison. */
function otherSide({ name, lexpr, rexpr }: Content<'A_Expr'>, context: RuleContext) {
  if (!lexpr || !rexpr || !comparisons.has(as('String', name?.[0])?.sval ?? '')) return undefined;
  const [left, right] = [isNocase(lexpr), isNocase(rexpr)];
  if (left === right) return undefined;
  const other = left ? rexpr : lexpr;
  return {
    at: context.node,
    message: said('nocase'),
    replace: [{ target: other, template: sql`lower(${context.source.spanOf(other)})` }],
    settles: [],
  };
}

function isNocase(node: object): boolean {
  const clause = as('CollateClause', node as never);
  return as('String', clause?.collname?.at(-1))?.sval?.toLowerCase() === 'nocase';
}

function columnCollation(
  { collClause, location, typeName }: Content<'ColumnDef'>,
  context: RuleContext,
) {
  const name = as('String', collClause?.collname?.at(-1))?.sval?.toLowerCase();
  if (!collClause || !name) return undefined;
  const { source } = context;
  const from = source.tokenAt(collClause.location);
  const clause = {
    start: source.tokens[from - 1]?.end ?? 0,
    end: source.tokens[from + 1]?.end ?? 0,
  };
  if (name !== 'nocase')
    return {
      at: clause,
      message: said(name),
      replace: [{ target: clause, template: sql` collate "C"` }],
      settles: ['collClause'],
    };
  const type = source.span({ first: source.tokenAt(typeName?.location), last: from - 1 });
  return {
    at: clause,
    severity: 'warning' as const,
    message: `A column that ignores case is a citext in PostgreSQL: the extension has to be there (${location === undefined ? '' : 'CREATE EXTENSION citext'}).`,
    replace: [
      { target: { start: 0, end: 0 }, template: sql`create extension if not exists citext; ` },
      { target: { start: type.start, end: clause.end }, template: sql`citext` },
    ],
    settles: ['collClause'],
  };
}
