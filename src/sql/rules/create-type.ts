import { statementRemoval } from '../removal.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';

export const createType = defineRule({
  id: 'create-type',
  title: 'CREATE TYPE, CREATE DOMAIN, and what alters them',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no types of the user's own, so the statement goes. A column of an enum becomes TEXT with
\`CHECK (column IN (...))\`, and a column of a domain gets the domain's base type and its CHECK. ALTER TYPE and
ALTER DOMAIN are taken into the tables of the same script; a table that is there already has to be built again.

An enum sorts in the order of its labels, text in the order of the alphabet: see the rule
\`enum-order\`.`,
  examples: [
    {
      from: "create type mood as enum ('sad', 'ok');\ncreate domain positive as int check (value > 0);\nselect 1",
      to: 'select 1',
    },
    {
      from: "create type mood as enum ('sad');\nalter type mood add value 'ok';\ncreate table t (m mood)",
      to: "create table t (m text check (m in ('sad', 'ok')))",
    },
  ],
  on: {
    AlterDomainStmt: ({ subtype = '', def }, context) => {
      if (!isTakenIn(subtype, def))
        return {
          at: { start: 0, end: context.source.text.length },
          severity: 'error',
          message:
            'SQLite has no domains, and their columns keep what they were given: build the tables again without this condition or default.',
        };
      return alteration(context, 'domains');
    },
    AlterEnumStmt: (_content, context) => alteration(context, 'enums'),
    CompositeTypeStmt: (_content, context) =>
      statementRemoval(
        context,
        'SQLite has no composite types: their columns become JSON objects.',
      ),
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

/** Whether something is added to a domain: a condition, NOT NULL or a default. */
function isTakenIn(subtype: string, def: unknown): boolean {
  return subtype === 'C' || subtype === 'O' || (subtype === 'T' && def !== undefined);
}

function alteration(context: RuleContext, types: string): Finding {
  const message = `SQLite has no ${types}, so the statement goes, and the tables that this script makes have the change in their CHECK. A table that is there already keeps the old one: build it again.`;
  return { ...statementRemoval(context, message), severity: 'warning' };
}
