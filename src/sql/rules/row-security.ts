import { statementRemoval } from '../removal.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';

export const rowSecurity = defineRule({
  id: 'row-security',
  title: 'Row security policies',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no row security: every connection sees every row. The statement goes, and **the rows are
not protected any more**.

Add the policy's condition to the queries of the application, or give it views that hold the
condition and keep the tables to itself.`,
  examples: [
    {
      setup: 'create table t (a int)',
      from: 'create policy p on t using (a > 0); select count(*) from t',
      to: 'select count(*) from t',
    },
  ],
  on: { AlterPolicyStmt: removal, CreatePolicyStmt: removal },
});

function removal(_content: object, context: RuleContext): Finding {
  return statementRemoval(
    context,
    'SQLite has no row security, so the policy goes and every row can be seen: put its condition into the queries, or into views.',
  );
}
