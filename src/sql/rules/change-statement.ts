import type { DeleteStmt, Node, RangeVar, UpdateStmt } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const changeStatement = defineRule({
  id: 'change-statement',
  title: 'UPDATE, DELETE and RETURNING: aliases and other tables',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.35.0',
  explanation: `In SQLite the alias of the changed table needs AS, RETURNING knows the columns of that table only and not its
alias, and DELETE has no USING: the rows are found by a subquery on their \`rowid\`.`,
  examples: [
    {
      setup: 'create table o (id int primary key, n int); insert into o values (1, 2)',
      from: 'update o x set n = 3 where x.id = 1 returning x.id',
      to: 'update o as x set n = 3 where x.id = 1 returning id',
    },
    {
      setup:
        'create table o (id int primary key, e int); create table e (id int primary key); insert into o values (1, 2); insert into e values (2)',
      from: 'delete from o using e where o.e = e.id returning o.id',
      to: 'delete from o where rowid in (select o.rowid from o, e where o.e = e.id) returning id',
    },
  ],
  on: {
    ColumnRef: ({ fields = [] }, context) => returned(fields, context),
    DeleteStmt: (content, context) => deletion(content, context),
    UpdateStmt: (content, context) => aliased(content, context),
  },
});

function aliased({ relation }: UpdateStmt, { source }: RuleContext): Answer {
  const name = relation?.alias && aliasToken(relation, source);
  if (!name) return undefined;
  return {
    at: name,
    message: 'SQLite wants AS before the alias of the changed table.',
    replace: [{ target: name, template: sql`as ${name}` }],
    settles: [],
  };
}

/** The alias where no AS stands before it. */
function aliasToken(relation: RangeVar, source: RuleContext['source']) {
  const { last } = source.extent({ RangeVar: relation });
  return source.value(last - 1) === 'as' ? undefined : source.tokens[last];
}

function deletion(content: DeleteStmt, context: RuleContext): Answer {
  const { relation, usingClause, whereClause } = content;
  const { source } = context;
  if (!usingClause || !relation) return aliased(content, context);
  const [first] = usingClause;
  const last = usingClause.at(-1);
  if (!first || !last) return undefined;
  const name = quoteName(relation.alias?.aliasname ?? relation.relname ?? '');
  const table = { RangeVar: relation };
  const items = { start: source.spanOf(first).start, end: source.spanOf(last).end };
  const end = whereClause ? source.outerSpanOf(whereClause).end : items.end;
  const start = source.spanOf(table).end;
  const where = whereClause ? sql` where ${whereClause}` : sql``;
  const bare = quoteName(relation.relname ?? '');
  return {
    at: items,
    message: 'SQLite has no USING in DELETE: a subquery finds the rows.',
    replace: [
      {
        target: { start: source.spanOf(table).start, end: Math.max(start, end) },
        template: sql`${bare} where rowid in (select ${name}.rowid from ${table}, ${items}${where})`,
      },
    ],
    settles: ['usingClause'],
  };
}

/** RETURNING knows neither an alias nor other tables. */
function returned(fields: readonly Node[], context: RuleContext): Answer {
  const qualifier = as('String', fields[0])?.sval;
  if (fields.length !== 2 || !qualifier) return undefined;
  const inReturning = context.path.findIndex(({ kind }) => kind === 'ReturningClause');
  const statement = inReturning > 0 ? context.path[inReturning - 1] : undefined;
  if (!statement) return undefined;
  if (context.path.slice(inReturning).some(({ kind }) => kind === 'SelectStmt')) return undefined;
  const { relation } = statement.content as UpdateStmt;
  const name = relation?.alias?.aliasname ?? relation?.relname;
  if (qualifier !== name)
    return {
      at: context.node,
      severity: 'error',
      message:
        'RETURNING knows the columns of the changed table only in SQLite: read the other one with a SELECT, in the same transaction.',
    };
  const isStar = 'A_Star' in (fields[1] ?? {});
  const usesTable = !relation?.alias && statement.kind !== 'DeleteStmt';
  if (usesTable && !isStar) return 'portable';
  const column = as('String', fields[1])?.sval ?? '';
  return {
    at: context.node,
    message: 'RETURNING does not know the alias of the table in SQLite.',
    replace: [{ target: context.node, template: sql`${isStar ? '*' : quoteName(column)}` }],
  };
}
