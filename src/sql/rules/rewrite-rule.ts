import { quoteName } from '../identifier.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

const events: Readonly<Record<string, string>> = {
  CMD_DELETE: 'delete',
  CMD_INSERT: 'insert',
  CMD_UPDATE: 'update',
};

export const rewriteRule = defineRule({
  id: 'rewrite-rule',
  title: 'CREATE RULE',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no rules that rewrite queries. \`DO INSTEAD NOTHING\` on a table becomes a trigger that leaves
the row alone. Write other rules as INSTEAD OF triggers of a view.`,
  examples: [
    {
      setup: 'create table kv (k text)',
      from: 'create rule r1 as on delete to kv do instead nothing',
      to: 'create trigger r1 before delete on kv begin select raise(ignore); end',
    },
  ],
  on: {
    RuleStmt: ({ event, relation, rulename, instead, actions, whereClause }, context) => {
      const at = { start: 0, end: context.source.text.length };
      const word = events[event ?? ''];
      const table = quoteName(relation?.relname ?? '');
      if (!word || !instead || actions?.length || whereClause)
        return {
          at,
          severity: 'error',
          message:
            'SQLite has no rules: write an INSTEAD OF trigger of a view, or a trigger of the table.',
        };
      const name = quoteName(rulename ?? '');
      return {
        at,
        message: 'SQLite has no rules: this trigger leaves the rows alone.',
        replace: [
          {
            target: at,
            template: sql`create trigger ${name} before ${word} on ${table} begin select raise(ignore); end`,
          },
        ],
      };
    },
  },
});
