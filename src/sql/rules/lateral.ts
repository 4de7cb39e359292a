import type { Alias, SelectStmt } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import { defineRule } from '../rule.ts';
import { outputColumns } from '../scope.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

const setup =
  'create table a (id int primary key); create table b (a int, n int not null); insert into a values (1), (2); insert into b values (1, 5), (1, 7)';

export const lateral = defineRule({
  id: 'lateral',
  title: 'LATERAL',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `A subquery in FROM cannot see the tables beside it in SQLite, but an argument of a table-valued function
can. The rows of the subquery are collected as JSON, and read again with \`json_each\`.

Each column needs a name. Bytes cannot be collected as JSON.`,
  examples: [
    {
      setup,
      from: 'select a.id, l.n from a left join lateral (select n from b where b.a = a.id order by n desc limit 1) l on true order by a.id',
      to: 'select a.id, (l.value ->> 0) as n from a left join json_each((select json_group_array(json_array(n)) from (select n from b where b.a = a.id order by n desc limit 1))) as l on true order by a.id',
    },
    {
      setup: 'create table a (n int); insert into a values (3)',
      from: "select l.v, l.t from a, lateral (values (a.n, 'one'), (a.n * 2, 'two')) as l(v, t) order by 1",
      to: "select (l.value ->> 0) as v, (l.value ->> 1) as t from a, json_each((with l(column1, column2) as (values (a.n, 'one'), (a.n * 2, 'two')) select json_group_array(json_array(column1, column2)) from l)) as l order by 1 nulls last",
    },
    {
      setup,
      from: 'select a.id, l.* from a cross join lateral (select n, n + 1 as next from b where b.a = a.id) l order by a.id, l.n',
      to: 'select a.id, (l.value ->> 0) as n, (l.value ->> 1) as next from a cross join json_each((select json_group_array(json_array(n, next)) from (select n, n + 1 as next from b where b.a = a.id))) as l order by a.id, (l.value ->> 0) nulls last',
    },
  ],
  on: {
    RangeSubselect: ({ lateral: isLateral, subquery, alias }, context) => {
      const select = as('SelectStmt', subquery);
      if (!isLateral || !subquery || !select || !alias?.aliasname) return undefined;
      const names = [...outputColumns(select, context.scope).keys()];
      const { source } = context;
      const inner = source.extent(subquery);
      const open = inner.first - 1;
      let last = source.partner(open);
      last += source.value(last + 1) === 'as' ? 2 : 1;
      if (source.value(last + 1) === '(') last = source.partner(last + 1);
      const target = source.span({ first: open - 1, last });
      if (names.length === 0 || names.some((name) => name.startsWith('?')))
        return {
          at: target,
          severity: 'error',
          message:
            'SQLite has no LATERAL. Give each column of this subquery a name, so that its rows can be collected as JSON.',
        };
      const list = names.map(quoteName).join(', ');
      const rows = source.span({ first: open + 1, last: source.partner(open) - 1 });
      return {
        at: target,
        message: 'SQLite has no LATERAL: the rows are collected as JSON and read with json_each.',
        replace: [
          {
            target,
            template: sql`json_each((${collected(select, list, rows, alias)})) as ${quoteName(alias.aliasname)}`,
          },
        ],
      };
    },
  },
});

/** The rows as JSON; VALUES, and a query with names after it, get their names from a WITH. */
function collected(
  { valuesLists }: SelectStmt,
  columns: string,
  rows: Span,
  { aliasname = '', colnames }: Alias,
): Template {
  const array = `select json_group_array(json_array(${columns})) from`;
  if (!valuesLists && !colnames) return sql`${array} (${rows})`;
  const name = quoteName(aliasname);
  return sql`with ${name}(${columns}) as (${rows}) ${array} ${name}`;
}
