import { defineRule } from '../rule.ts';

export const sqliteLimit = defineRule({
  id: 'sqlite-limit',
  title: 'LIMIT with an offset first, and LIMIT -1',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`LIMIT a, b\` skips \`a\` rows and gives \`b\`: \`OFFSET a LIMIT b\`. A negative number means no limit in SQLite
and is an error in PostgreSQL: \`LIMIT ALL\`.`,
  examples: [
    {
      setup: 'create table n (i int); insert into n values (1), (2), (3)',
      from: 'select i from n order by i nulls first limit 1, 2',
      to: 'select i from n order by i nulls first offset 1 limit 2',
    },
    {
      from: 'select 1 limit ?, ?',
      to: 'select 1 offset ? limit ?',
      notCompared: 'The values come from the application.',
    },
    { from: 'select 1 limit -1 offset 0', to: 'select 1 limit all offset 0' },
  ],
  on: {},
  inSource: (source) =>
    source.every('LIMIT').flatMap((index) => {
      const start = source.start(index + 1);
      if (source.word(index + 1) === '-' && source.tokens[index + 2]?.kind === 'number')
        return [
          {
            start,
            end: source.end(index + 2),
            newText: 'all',
            message: 'A negative limit is none: LIMIT ALL in PostgreSQL.',
          },
        ];
      const stop = source.find([')', ';', 'UNION'], index + 1);
      const last = stop < 0 ? source.tokens.length - 1 : stop - 1;
      const comma = source.find([','], index + 1, last);
      if (comma < 0) return [];
      const message = 'The offset comes first in LIMIT a, b: in PostgreSQL it has its own word.';
      const word = {
        start: source.start(index),
        end: source.end(index),
        newText: 'offset',
        message,
      };
      return [word, { start: source.end(comma - 1), end: source.end(comma), newText: ' limit' }];
    }),
});
