import { defineRule } from '../rule.ts';

export const sqliteLimit = defineRule({
  id: 'sqlite-limit',
  title: 'LIMIT with an offset first, and LIMIT -1',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`LIMIT a, b\` skips \`a\` rows and gives \`b\`: \`LIMIT b OFFSET a\`. A negative number means no limit in SQLite
and is an error in PostgreSQL: \`LIMIT ALL\`.`,
  examples: [
    {
      setup: 'create table n (i int); insert into n values (1), (2), (3)',
      from: 'select i from n order by i nulls first limit 1, 2',
      to: 'select i from n order by i nulls first limit 2 offset 1',
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
      const newText = `${source.slice(comma + 1, last)} offset ${source.slice(index + 1, comma - 1)}`;
      const message = 'The offset comes first in LIMIT a, b: in PostgreSQL it has its own word.';
      return [{ start, end: source.end(last), newText, message }];
    }),
});
