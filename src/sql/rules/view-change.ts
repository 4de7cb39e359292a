import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';

export const viewChange = defineRule({
  id: 'view-change',
  title: 'INSERT, UPDATE or DELETE on a view',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `A simple view can be written through in PostgreSQL. SQLite's views are read-only: change the table, or give
the view INSTEAD OF triggers: \`CREATE TRIGGER v_u INSTEAD OF UPDATE ON v BEGIN UPDATE t SET a = NEW.a WHERE
id = OLD.id; END\`.`,
  examples: [
    {
      setup: 'create table kv (k text, v int); create view vu as select k, v from kv',
      from: 'update vu set v = 1',
    },
  ],
  on: { DeleteStmt: change, InsertStmt: change, UpdateStmt: change },
});

function change({ relation }: { relation?: { relname?: string } }, context: RuleContext): Answer {
  const name = relation?.relname ?? '';
  if (context.schema.table(name) || !context.schema.routine(`view ${name}`)) return undefined;
  return {
    at: { start: 0, end: context.source.text.length },
    message: `SQLite's views are read-only: change the table behind ${name}, or give the view INSTEAD OF triggers.`,
    settles: [],
  };
}
