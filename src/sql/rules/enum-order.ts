import { quoteLiteral } from '../cast.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const enumOrder = defineRule({
  id: 'enum-order',
  title: 'ORDER BY an enum',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `An enum sorts in the order in which its labels were declared. In SQLite it is text, which sorts by the
alphabet, so ORDER BY takes the label's number.`,
  examples: [
    {
      setup:
        "create type mood as enum ('sad', 'ok'); create table em (m mood not null); insert into em values ('sad'), ('ok')",
      from: 'select m from em order by m',
      to: "select m from em order by case m when 'sad' then 1 when 'ok' then 2 end",
    },
  ],
  on: {
    SortBy: ({ node }, context) => {
      const type = node && context.typeOf(node);
      const found = type && !type.array ? context.schema.type(type.name) : undefined;
      if (!node || found?.kind !== 'enum') return undefined;
      const cases = found.labels
        .map((label, index) => ` when ${quoteLiteral(label)} then ${index + 1}`)
        .join('');
      return {
        at: node,
        message: 'An enum is text in SQLite, so it is sorted by the number of its label.',
        replace: [{ target: node, template: sql`case ${node}${cases} end` }],
        settles: [],
      };
    },
  },
});
