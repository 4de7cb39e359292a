import { statementRemoval } from '../removal.ts';
import { defineRule } from '../rule.ts';

export const createSchema = defineRule({
  id: 'create-schema',
  title: 'CREATE SCHEMA',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no schemas inside of a database, so the statement goes, and so does the schema before each
name. Tables of the same name in two schemas would meet: rename one of them.`,
  examples: [{ from: 'create schema app; select 1', to: 'select 1' }],
  on: {
    AlterObjectSchemaStmt: (_content, context) =>
      statementRemoval(context, 'SQLite has no schemas, so the statement goes.'),
    CreateSchemaStmt: ({ schemaElts }, context) =>
      schemaElts
        ? {
            at: context.node,
            severity: 'error',
            message:
              'SQLite has no schemas: write the definitions inside of this one as statements of their own.',
          }
        : statementRemoval(
            context,
            'SQLite has no schemas, so the statement goes, and the names lose their schema.',
          ),
  },
});
