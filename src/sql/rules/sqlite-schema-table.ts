import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const sqliteSchemaTable = defineRule({
  id: 'sqlite-schema-table',
  title: "SQLite's own tables",
  direction: 'sqlite-to-postgresql',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`sqlite_master\` (or \`sqlite_schema\`) lists tables, indexes, views and triggers with their text. PostgreSQL has
\`information_schema.tables\`, \`pg_indexes\`, \`information_schema.views\` and \`information_schema.triggers\`.
\`sqlite_sequence\` holds counters: those of identity columns are set with \`setval()\`.`,
  examples: [
    { from: "select name from sqlite_master where type = 'table'" },
    { from: 'delete from sqlite_sequence', to: '' },
  ],
  on: {
    RangeVar: ({ relname = '' }, context) => {
      const name = relname.toLowerCase();
      if (name === 'sqlite_sequence' && context.parent?.kind !== 'SelectStmt') {
        const target = { start: 0, end: context.source.text.length };
        return {
          at: target,
          severity: 'info',
          message: 'The counters are set at the end of the script, where it fills the tables.',
          replace: [{ target, template: sql`` }],
        };
      }
      if (!/^sqlite_(?:temp_)?(?:master|schema|sequence|stat\d)$/.test(name)) return undefined;
      return {
        at: context.node,
        message: `PostgreSQL has no ${relname}: query information_schema.tables, pg_indexes or information_schema.triggers.`,
      };
    },
  },
});
