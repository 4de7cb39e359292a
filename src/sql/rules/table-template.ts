import type { Node } from 'libpg-query';
import { defineRule, type Finding } from '../rule.ts';

export const tableTemplate = defineRule({
  id: 'table-template',
  title: 'CREATE TABLE with LIKE, INHERITS or OF',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no LIKE, INHERITS and OF in CREATE TABLE, so the columns are written out. With INHERITS, a
query of the parent does not see the rows of the child any more: use \`UNION ALL\`, or a view.

Where the other table's definition is not known, give the schema (\`--schema\`).`,
  examples: [
    {
      setup: 'create table kv (k text primary key, v int default 1)',
      from: 'create table a (like kv including all); create table b (c int) inherits (kv)',
      to: 'create table a (k text not null primary key, v int default 1); create table b (k text, v int default 1, c int)',
    },
  ],
  on: {
    // What is still there after the columns were written out, which is done before the walk.
    CreateStmt: ({ inhRelations, partbound, ofTypename }, context) =>
      (inhRelations && !partbound) || ofTypename ? unknownTable(context.node) : undefined,
    TableLikeClause: (_content, context) => unknownTable(context.node),
  },
});

function unknownTable(node: Node): Finding {
  return {
    at: node,
    severity: 'error',
    message:
      'SQLite does not copy the columns of another table, and its definition is not known. Give the schema (--schema), or write the columns.',
  };
}
