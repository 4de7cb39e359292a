import { argumentsOf } from '../../formats/python/arguments.ts';
import { defineApiRule } from './api-rule.ts';
import { methodCalls } from './python-calls.ts';
import { usesSqlalchemy } from './sqlalchemy-names.ts';

export const sqlalchemyDistinct = defineApiRule({
  id: 'sqlalchemy-distinct',
  title: '.distinct(columns): DISTINCT ON',
  library: 'SQLAlchemy',
  asWritten: 'differs',
  explanation: `\`.distinct(column)\` is DISTINCT ON for PostgreSQL: one row for each value of the column. For SQLite SQLAlchemy
writes a plain DISTINCT, over all columns, and says nothing: rows come twice.

Number the rows with \`func.row_number().over(partition_by=..., order_by=...)\` in a subquery, and take
those with the number 1.`,
  examples: [{ from: 'select(orders).distinct(orders.c.customer_id)' }],
  inPython: (module) =>
    usesSqlalchemy(module)
      ? methodCalls(module, 'distinct').flatMap(({ call, method }) => {
          if (argumentsOf(module, call).length === 0) return [];
          const message =
            'On SQLite this is a plain DISTINCT over all columns, without a word: number the rows with func.row_number().over(partition_by=...) and take the first of each.';
          return [{ start: method.from, end: method.to, message }];
        })
      : [],
});
