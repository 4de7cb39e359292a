import { defineRule } from '../rule.ts';

export const copyStatement = defineRule({
  id: 'copy-statement',
  title: 'COPY',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no COPY. In a script, \`COPY ... FROM stdin\` with its data, as text or CSV, becomes
INSERT statements, with each value in the form that its column's type has in SQLite.

A COPY without data in the script reads a file or the connection: use the \`.import\` command of the
\`sqlite3\` shell, or insert rows with a prepared statement in one transaction.`,
  examples: [{ from: 'copy kv to stdout with (format csv)' }],
  on: {
    CopyStmt: ({ is_from: isFrom }, context) => ({
      at: { start: 0, end: context.source.text.length },
      message: isFrom
        ? 'SQLite has no COPY: insert the rows with a prepared statement in one transaction, or use .import of the sqlite3 shell.'
        : 'SQLite has no COPY: read the rows with a SELECT and write the file in the application.',
    }),
  },
});
