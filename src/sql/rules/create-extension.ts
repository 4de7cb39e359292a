import { statementRemoval } from '../removal.ts';
import { defineRule } from '../rule.ts';

/** What stands in for the extensions that are met most. */
const substitutes: Readonly<Record<string, string>> = {
  citext: 'Its type becomes TEXT COLLATE NOCASE.',
  hstore: 'Its type becomes a JSON object of texts.',
  pg_trgm: 'Use an FTS5 table with the trigram tokenizer.',
  pgcrypto: 'UUIDs come from randomblob(); compute hashes in the application.',
  postgis: 'Use the SpatiaLite extension.',
  'uuid-ossp': 'UUIDs come from randomblob().',
  vector: 'Use the sqlite-vec extension.',
};

/** Extensions of which all that is translated gives the same. */
const exact = new Set(['hstore']);

export const createExtension = defineRule({
  id: 'create-extension',
  title: 'CREATE EXTENSION',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite's extensions are libraries that a connection loads, not objects of the database, so the
statement goes. What the extension gave is reported where it is used.`,
  examples: [{ from: 'create extension if not exists citext; select 1', to: 'select 1' }],
  on: {
    CreateExtensionStmt: ({ extname }, context) => ({
      ...statementRemoval(
        context,
        `SQLite has no extensions in the database, so the statement for ${extname ?? ''} goes. ${substitutes[extname ?? ''] ?? 'Look for what the schema uses of it.'}`,
      ),
      severity: exact.has(extname ?? '') ? 'info' : 'warning',
    }),
  },
});
