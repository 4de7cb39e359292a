import { statementRemoval } from '../removal.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';

export const serverObject = defineRule({
  id: 'server-object',
  title: 'Databases, tablespaces, publications, statistics',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `These belong to a server: SQLite's database is a file, which is there as soon as it is opened. The
statement goes. Statistics for the planner come from \`ANALYZE\`; a copy of the file, the backup API
or Litestream take the place of replication.`,
  examples: [
    {
      setup: 'create table t (a int, b int)',
      from: 'create statistics st on a, b from t; select count(*) from t',
      to: 'select count(*) from t',
    },
  ],
  on: {
    AlterDatabaseSetStmt: removal,
    AlterDatabaseStmt: removal,
    AlterExtensionStmt: removal,
    AlterPublicationStmt: removal,
    AlterStatsStmt: removal,
    AlterSubscriptionStmt: removal,
    AlterSystemStmt: removal,
    CheckPointStmt: removal,
    ClusterStmt: removal,
    CreatedbStmt: removal,
    CreatePublicationStmt: removal,
    CreateStatsStmt: removal,
    CreateSubscriptionStmt: removal,
    CreateTableSpaceStmt: removal,
    DropdbStmt: removal,
    DropSubscriptionStmt: removal,
    DropTableSpaceStmt: removal,
    LoadStmt: removal,
  },
});

function removal(_content: object, context: RuleContext): Finding {
  return statementRemoval(
    context,
    'This is about a server, and SQLite is a file, so the statement goes.',
  );
}
