import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { knexCalls, textArgument } from './knex-calls.ts';

export const knexNullOrder = defineApiRule({
  id: 'knex-null-order',
  title: "orderBy(column, direction, 'last')",
  library: 'Knex',
  asWritten: 'differs',
  explanation: `For a third argument \`'first'\` or \`'last'\` Knex writes \`order by (column is null)\` for SQLite, and leaves out the
order of the values themselves: the rows come in any order.

SQLite has NULLS FIRST and NULLS LAST: write \`orderByRaw\`.`,
  examples: [
    {
      from: "knex('tasks').orderBy('due', 'asc', 'last')",
      to: "knex('tasks').orderByRaw('due asc nulls last')",
    },
  ],
  inJavaScript: (module) =>
    knexCalls(module).flatMap(({ name, method, args }): readonly ApiFinding[] => {
      if (name !== 'orderBy' || !/^(?:first|last)$/.test(textArgument(module, args[2]) ?? ''))
        return [];
      const message =
        'On SQLite Knex orders by whether the column is NULL, and no more by its values: write orderByRaw() with NULLS FIRST or NULLS LAST, which SQLite has.';
      return [{ start: method.from, end: args[2]?.to ?? method.to, message }];
    }),
});
