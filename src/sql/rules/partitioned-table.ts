import { statementRemoval } from '../removal.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const partitionedTable = defineRule({
  id: 'partitioned-table',
  title: 'Partitioned tables',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no partitions: all rows are in the one table, and the statements that create its partitions
go. A query of a partition by its own name has to become a query of the table with the partition's
condition.`,
  examples: [
    {
      from: 'create table p (a int, d int) partition by range (d);\ncreate table p1 partition of p for values from (1) to (9);\nselect count(*) from p',
      to: 'create table p (a int, d int);\nselect count(*) from p',
    },
  ],
  on: {
    CreateStmt: ({ partspec, partbound, inhRelations }, context) => {
      if (partbound && inhRelations)
        return {
          ...statementRemoval(
            context,
            'SQLite has no partitions: the rows are in the table itself.',
          ),
        };
      if (!partspec) return undefined;
      const { source } = context;
      const first = source.find('partition', 0);
      const open = source.find('(', first);
      const start = source.tokens[first - 1]?.end ?? 0;
      const end = source.tokens[source.partner(open)]?.end ?? start;
      return {
        at: { start: source.tokens[first]?.start ?? 0, end },
        message: 'SQLite has no partitions: all rows are in this table.',
        replace: [{ target: { start, end }, template: sql`` }],
        settles: ['partspec'],
      };
    },
    PartitionElem: () => 'portable',
    PartitionSpec: () => 'portable',
    PartitionBoundSpec: () => 'portable',
  },
});
