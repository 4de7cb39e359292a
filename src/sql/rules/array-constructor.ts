import { arrayTemplate } from '../arrays/items.ts';
import { defineRule } from '../rule.ts';
import { outputColumns } from '../scope.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const arrayConstructor = defineRule({
  id: 'array-constructor',
  title: 'ARRAY[...], ARRAY(SELECT ...)',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.44.0',
  explanation: `SQLite has no arrays: they are kept as JSON. \`ARRAY[1, 2]\` is \`json_array(1, 2)\`, and an array of a
query's rows is \`json_group_array\` over that query.

The driver gives JSON text to the application, not an array.`,
  examples: [
    {
      setup: "create table kv (k text); insert into kv values ('b'), ('a')",
      from: 'select array[1, 2], array(select k from kv order by k)',
      to: 'select json_array(1, 2) as array, (select json_group_array(k) from (select k from kv order by k nulls last)) as array',
    },
  ],
  on: {
    A_ArrayExpr: ({ elements = [] }, context) => ({
      at: context.node,
      message: 'SQLite has no arrays: this is a JSON array.',
      replace: [{ target: context.node, template: arrayTemplate(elements, context) }],
    }),
    SubLink: ({ subLinkType, subselect }, context) => {
      const select = as('SelectStmt', subselect);
      if (subLinkType !== 'ARRAY_SUBLINK' || !subselect || !select) return undefined;
      const [column] = outputColumns(select, context.scope).keys();
      const isNamed = column !== undefined && /^[a-z_][a-z0-9_]*$/.test(column);
      if (!isNamed)
        return {
          at: context.node,
          severity: 'error',
          message:
            'SQLite has no arrays: give the column of this query a name, and collect it with json_group_array().',
        };
      return {
        at: context.node,
        message: 'SQLite has no arrays: the rows are collected as JSON.',
        replace: [
          {
            target: context.node,
            template: sql`(select json_group_array(${column}) from (${subselect}))`,
          },
        ],
      };
    },
  },
});
