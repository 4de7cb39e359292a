import { defineRule } from '../rule.ts';

export const systemCatalog = defineRule({
  id: 'system-catalog',
  title: 'The system catalogue',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `PostgreSQL describes itself in \`pg_class\`, \`pg_attribute\` and others. SQLite has \`sqlite_schema\`
(type, name, tbl_name, sql) and the pragmas as tables: \`pragma_table_info('t')\`,
\`pragma_index_list('t')\`, \`pragma_foreign_key_list('t')\`.`,
  examples: [{ from: "select relname from pg_class where relkind = 'r'" }],
  on: {
    RangeVar: ({ schemaname, relname = '' }, context) =>
      !schemaname && /^pg_(?!temp)/.test(relname) && !context.schema.table(relname)
        ? {
            at: context.node,
            message: `SQLite has no ${relname}: read sqlite_schema, or the pragmas (pragma_table_info, pragma_index_list).`,
          }
        : undefined,
  },
});
