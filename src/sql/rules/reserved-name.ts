import type { Node } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { reservedInSqliteOnly } from '../identifier.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const reservedName = defineRule({
  id: 'reserved-name',
  title: 'Names that are keywords of SQLite',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `Some words that may be names in PostgreSQL without quotes are reserved in SQLite: \`index\`, \`transaction\`,
\`commit\`, \`add\`, \`nothing\`, ... They are written in quotes.`,
  examples: [
    {
      setup: 'create table pages (id int primary key, index int)',
      from: 'insert into pages (id, index) values (1, 7); update pages set index = 8; select p.index as add, transaction.id from pages p join pages transaction on transaction.index = p.index',
      to: 'insert into pages (id, "index") values (1, 7); update pages set "index" = 8; select p."index" as "add", "transaction".id from pages p join pages "transaction" on "transaction"."index" = p."index"',
    },
  ],
  on: {
    ColumnDef: ({ location, colname }, context) =>
      isReserved(colname) ? named(context.source.tokenAt(location), colname, context) : undefined,
    ColumnRef: ({ fields = [] }, context) => {
      if (!fields.some(isReservedField)) return undefined;
      const names = fields.map((field) => as('String', field)?.sval);
      const { first } = context.source.extent(context.node);
      return names.flatMap((name, index) => named(first + 2 * index, name, context));
    },
    RangeVar: ({ alias, relname, schemaname }, context) => {
      if (!isReserved(relname) && !isReserved(alias?.aliasname)) return undefined;
      const { source } = context;
      const { first, last } = source.extent(context.node);
      const own = named(schemaname ? first + 2 : first, relname, context);
      const place = [last, last + 1, last + 2].find(
        (index) => source.value(index) === alias?.aliasname,
      );
      return alias && place !== undefined
        ? [...own, ...named(place, alias.aliasname, context)]
        : own;
    },
    ResTarget: ({ name, val, location }, context) => {
      const { source, parent } = context;
      if (!name || !isReserved(name)) return undefined;
      if (parent?.kind === 'InsertStmt' || parent?.kind === 'UpdateStmt')
        return named(source.tokenAt(location), name, context);
      if (!val) return undefined;
      const end = source.outerSpanOf(val).end;
      const next = source.tokens.findIndex(({ start }) => start >= end);
      return named(next + (source.value(next) === 'as' ? 1 : 0), name, context);
    },
  },
});

function isReservedField(field: Node): boolean {
  return isReserved(as('String', field)?.sval);
}

/** Asked first, as most statements need no tokens. */
function isReserved(name: string | undefined): boolean {
  return name !== undefined && reservedInSqliteOnly.has(name);
}

function named(
  index: number,
  name: string | undefined,
  { source }: RuleContext,
): readonly Finding[] {
  const token = source.tokens[index];
  const isName = token?.kind === 'word' && token.value === name;
  if (!isName || !reservedInSqliteOnly.has(token.value)) return [];
  const at: Span = { start: token.start, end: token.end };
  return [
    {
      at,
      message: `${name} is a keyword of SQLite, so the name stands in quotes.`,
      replace: [{ target: at, template: sql`"${token.value}"` }],
      settles: [],
    },
  ];
}
