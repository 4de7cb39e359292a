import { epochOf } from '../dates/interval-literal.ts';
import { constantInterval } from '../dates/interval-value.ts';
import { timeValue } from '../dates/time-value.ts';
import { defineRule, type Replacement } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const windowInterval = defineRule({
  id: 'window-interval',
  title: 'A window whose range is an interval',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `A RANGE of SQLite is a distance between numbers, so the window is ordered by the seconds of the moment, and
the interval is written in seconds. A month has no fixed length and cannot be one.`,
  examples: [
    {
      setup:
        "create table o (id int primary key, placed timestamp not null); insert into o values (1, '2024-01-01'), (2, '2024-01-05')",
      from: "select id, count(*) over (order by placed range between interval '2 days' preceding and current row) from o order by id",
      to: 'select id, count(*) over (order by unixepoch(placed) range between 172800 preceding and current row) as count from o order by id',
    },
  ],
  on: {
    WindowDef: ({ startOffset, endOffset, orderClause }, context) => {
      const offsets = [startOffset, endOffset].flatMap((node) => {
        const interval = constantInterval(node, context);
        return node && interval && !interval.months ? [{ node, seconds: epochOf(interval) }] : [];
      });
      const [only, second] = orderClause ?? [];
      const moment = as('SortBy', only)?.node;
      if (offsets.length === 0 || second || !moment) return undefined;
      const replace: Replacement[] = offsets.map(({ node, seconds }) => ({
        target: node,
        template: sql`${seconds}`,
      }));
      return {
        at: moment,
        message: 'A RANGE of SQLite is a distance between numbers: seconds.',
        replace: [{ target: moment, template: sql`unixepoch(${timeValue(moment)})` }, ...replace],
        settles: [],
      };
    },
  },
});
