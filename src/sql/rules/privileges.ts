import { statementRemoval } from '../removal.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';

export const privileges = defineRule({
  id: 'privileges',
  title: 'Roles, GRANT, owners',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no users and no roles: whoever can read the file can read every table. The statement goes.

Protect the file with the permissions of the file system, and check in the application who may do
what. \`sqlite3_set_authorizer\` can refuse statements on a connection.`,
  examples: [
    {
      setup: 'create table t (a int)',
      from: 'grant select on t to public; select count(*) from t',
      to: 'select count(*) from t',
    },
  ],
  on: {
    AlterDefaultPrivilegesStmt: removal,
    AlterOwnerStmt: removal,
    AlterRoleSetStmt: removal,
    AlterRoleStmt: removal,
    CreateRoleStmt: removal,
    DropOwnedStmt: removal,
    DropRoleStmt: removal,
    GrantRoleStmt: removal,
    GrantStmt: removal,
    ReassignOwnedStmt: removal,
  },
});

function removal(_content: object, context: RuleContext): Finding {
  return statementRemoval(
    context,
    'SQLite has no users and no roles, so the statement goes: protect the file, and check rights in the application.',
  );
}
