import { quoteName } from '../identifier.ts';
import { defineRule } from '../rule.ts';
import { outputColumns } from '../scope.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

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
      setup:
        'create table a (id int primary key); create table b (a int, n int not null); insert into a values (1), (2); insert into b values (1, 5), (1, 7)',
      from: 'select a.id, l.n from a left join lateral (select n from b where b.a = a.id order by n desc limit 1) l on true order by a.id',
      to: 'select a.id, (l.value ->> 0) as n from a left join json_each((select json_group_array(json_array(n)) from (select n from b where b.a = a.id order by n desc limit 1))) as l on true order by a.id',
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
            template: sql`json_each((select json_group_array(json_array(${list})) from (${rows}))) as ${quoteName(alias.aliasname)}`,
          },
        ],
      };
    },
  },
});
