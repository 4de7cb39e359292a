import { statementRemoval } from '../removal.ts';
import { defineRule } from '../rule.ts';

export const createType = defineRule({
  id: 'create-type',
  title: 'CREATE TYPE ... AS ENUM, CREATE DOMAIN',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no types of the user's own, so the statement goes. A column of an enum becomes TEXT with
\`CHECK (column IN (...))\`, and a column of a domain gets the domain's base type and its CHECK.

An enum sorts in the order of its labels, text in the order of the alphabet: see the rule
\`enum-order\`.`,
  examples: [
    {
      from: "create type mood as enum ('sad', 'ok');\ncreate domain positive as int check (value > 0);\nselect 1",
      to: 'select 1',
    },
  ],
  on: {
    CreateEnumStmt: (_content, context) =>
      statementRemoval(
        context,
        'SQLite has no enums: the columns of this type become TEXT with a CHECK.',
      ),
    CreateDomainStmt: (_content, context) =>
      statementRemoval(
        context,
        'SQLite has no domains: their columns get the base type and the CHECK.',
      ),
  },
});
