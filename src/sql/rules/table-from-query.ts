import type { IntoClause, Node } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const tableFromQuery = defineRule({
  id: 'table-from-query',
  title: 'CREATE TABLE ... AS and SELECT ... INTO',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.3',
  explanation: `SQLite makes a table of a query, but takes no list of columns before AS, no WITH NO DATA and no ON COMMIT, and
has no SELECT INTO. The names go into a WITH, \`LIMIT 0\` leaves the rows out, and SELECT INTO becomes CREATE
TABLE AS. A table that is dropped at the end of the transaction stays until the connection closes.`,
  examples: [
    {
      setup: "create table kv (k text, v int); insert into kv values ('a', 1)",
      from: 'create table t (a, b) as select k, v from kv; select b from t',
      to: 'create table t as with t_(a, b) as (select k, v from kv) select * from t_; select b from t',
    },
    {
      setup: "create table kv (k text, v int); insert into kv values ('a', 1)",
      from: 'select k into t from kv where v = 1; create table e as table kv with no data; select k, (select count(*) from e) as n from t',
      to: 'create table t as select k from kv where v = 1; create table e as select * from (select * from kv) limit 0; select k, (select count(*) from e) as n from t',
    },
  ],
  on: {
    CreateTableAsStmt: ({ into, query, objtype }, context) =>
      objtype === 'OBJECT_TABLE' && into && query ? made(into, query, context) : undefined,
    IntoClause: (_content, context) =>
      context.parent?.kind === 'SelectStmt' || context.parent?.kind === 'CreateTableAsStmt'
        ? 'portable'
        : undefined,
    SelectStmt: (content, context) => selected(content, context),
  },
});

function made(into: IntoClause, query: Node, context: RuleContext): Answer {
  const { colNames, skipData, onCommit } = into;
  const isDropped = onCommit === 'ONCOMMIT_DROP';
  if (!colNames && !skipData && !isDropped) return undefined;
  const { source } = context;
  const name = into.rel ? source.extent({ RangeVar: into.rel }).last : 0;
  const as_ = source.find('as', name);
  const start = source.tokens[name]?.end ?? 0;
  const target = { start, end: source.text.length };
  const head = sql`${{ start: source.tokens[as_]?.start ?? 0, end: source.tokens[as_]?.end ?? 0 }}`;
  return {
    at: target,
    ...(isDropped && { severity: 'warning' as const }),
    message: isDropped
      ? 'SQLite drops a temporary table when the connection closes, and not at the end of the transaction: drop it yourself.'
      : 'SQLite takes no names and no WITH NO DATA here: a query around the query does it.',
    replace: [{ target, template: sql` ${head} ${body(into, span(as_ + 1, query, context))}` }],
    settles: ['into'],
  };
}

/** The query without WITH DATA and WITH NO DATA, which belong to the statement. */
function span(first: number, query: Node, { source }: RuleContext): Node | Span {
  const last = source.tokens.length - (source.value(source.tokens.length - 1) === ';' ? 2 : 1);
  if (source.value(last) !== 'data') return query;
  return source.span({ first, last: source.value(last - 1) === 'no' ? last - 3 : last - 2 });
}

/** The query with the names of the table's columns, or without rows. */
function body({ colNames, skipData, rel }: IntoClause, query: Node | Span): Template {
  const limit = skipData ? ' limit 0' : '';
  if (!colNames?.length) return skipData ? sql`select * from (${query})${limit}` : sql`${query}`;
  const names = colNames.map((item) => quoteName(as('String', item)?.sval ?? '')).join(', ');
  const inner = quoteName(`${rel?.relname ?? ''}_`);
  return sql`with ${inner}(${names}) as (${query}) select * from ${inner}${limit}`;
}

/** `SELECT a INTO t FROM ...` */
function selected({ intoClause }: Content<'SelectStmt'>, context: RuleContext): Answer {
  const { rel } = intoClause ?? {};
  if (!rel || context.path.length !== 1) return undefined;
  const { source } = context;
  const first = source.find('into', 0);
  const { last } = source.extent({ RangeVar: rel });
  const end = source.tokens[last]?.end ?? 0;
  const head = `create ${rel.relpersistence === 't' ? 'temp ' : ''}table ${quoteName(rel.relname ?? '')} as `;
  const replace: readonly Replacement[] = [
    { target: { start: 0, end: 0 }, template: sql`${head}` },
    { target: { start: source.tokens[first - 1]?.end ?? 0, end }, template: sql`` },
  ];
  return {
    at: source.span({ first, last }),
    message: 'SQLite has no SELECT INTO: CREATE TABLE ... AS does it.',
    replace,
    settles: ['intoClause'],
  };
}
