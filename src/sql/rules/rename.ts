import { quoteName } from '../identifier.ts';
import { statementRemoval } from '../removal.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';

/** What SQLite does not have, or does not know by a name: nothing is lost without the statement. */
const nameless: ReadonlySet<string> = new Set([
  'OBJECT_ATTRIBUTE',
  'OBJECT_DOMAIN',
  'OBJECT_DOMCONSTRAINT',
  'OBJECT_ROLE',
  'OBJECT_SCHEMA',
  'OBJECT_SEQUENCE',
  'OBJECT_TABCONSTRAINT',
  'OBJECT_TYPE',
]);

const kept: Readonly<Record<string, string>> = {
  OBJECT_INDEX: 'index',
  OBJECT_MATVIEW: 'table that holds the view',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_VIEW: 'view',
};

export const rename = defineRule({
  id: 'rename',
  title: 'ALTER ... RENAME of what is no table and no column',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite renames tables and columns. A constraint, type or sequence has no name there that anything uses, so the
statement goes. An index, view or trigger has one: drop it, and create it under its new name.`,
  examples: [
    {
      setup: 'create table kv (k text, constraint kv_pk primary key (k))',
      from: 'alter table kv rename constraint kv_pk to kv_key; select 1',
      to: 'select 1',
    },
    { setup: 'create table kv (k text)', from: 'alter index kv_k rename to kv_key' },
  ],
  on: {
    RenameStmt: ({ renameType = '', newname = '' }, context) => {
      if (nameless.has(renameType))
        return statementRemoval(context, 'SQLite has no such name, so the statement goes.');
      const what = kept[renameType];
      return what === undefined ? undefined : again(what, newname, context);
    },
  },
});

function again(what: string, name: string, context: RuleContext): Answer {
  return {
    at: { start: 0, end: context.source.text.length },
    severity: 'error',
    message: `SQLite cannot rename this ${what}: drop it, and create it again as ${quoteName(name)}.`,
  };
}
