import type { DropStmt, Node } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { statementRemoval } from '../removal.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

/** Kinds of objects that SQLite can drop, with the words for it. */
const droppable: Readonly<Record<string, string>> = {
  OBJECT_INDEX: 'index',
  OBJECT_MATVIEW: 'table',
  OBJECT_TABLE: 'table',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_VIEW: 'view',
};

export const dropStatement = defineRule({
  id: 'drop-statement',
  title: 'DROP',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite drops one table, view, index or trigger with a statement, and has no CASCADE: views and
triggers that use the table stay, and fail when they are used. Foreign keys that point to the table
stay too, with \`PRAGMA foreign_keys = ON\` the rows of the table are deleted first.

Types, sequences, functions and other objects that SQLite does not have need no DROP.`,
  examples: [
    {
      setup: 'create table a (x int); create table b (x int)',
      from: 'drop table if exists a, public.b cascade',
      to: 'drop table if exists a; drop table if exists b',
    },
    {
      setup: 'create table a (x int); create index i on a (x)',
      from: 'drop index concurrently i',
      to: 'drop index i',
    },
    { from: 'drop type if exists mood; select 1', to: 'select 1' },
  ],
  on: {
    DropStmt: (content, context) => {
      const word = droppable[content.removeType ?? ''];
      if (!word)
        return {
          ...statementRemoval(
            context,
            'SQLite does not have objects of this kind, so the statement goes.',
          ),
          severity: 'info',
        };
      return dropOf(word, content, context);
    },
  },
});

function dropOf(word: string, content: DropStmt, context: RuleContext): Finding | undefined {
  const { objects = [], missing_ok: isOptional, behavior, concurrent, removeType } = content;
  const isQualified = objects.some((object) => namesOf(object).length > 1);
  const isCascade = behavior === 'DROP_CASCADE';
  const isPlain = objects.length === 1 && !isCascade && !concurrent && !isQualified;
  if (isPlain && removeType !== 'OBJECT_MATVIEW') return undefined;
  // A trigger's name is followed by its table's.
  const nameOf = (object: Node) => namesOf(object).at(-1) ?? '';
  const statements = objects.map(
    (object) => `drop ${word} ${isOptional ? 'if exists ' : ''}${quoteName(nameOf(object))}`,
  );
  return {
    at: { start: 0, end: context.source.text.length },
    message: isCascade
      ? 'SQLite has no CASCADE: drop views and triggers that use it, and tables that refer to it, by themselves.'
      : 'SQLite drops one object with a statement, and has no schemas.',
    ...(isCascade && { severity: 'warning' as const }),
    replace: [
      {
        target: { start: 0, end: context.source.text.length },
        template: sql`${statements.join('; ')}`,
      },
    ],
  };
}

function namesOf(object: Node): readonly string[] {
  return (as('List', object)?.items ?? []).flatMap((item) => as('String', item)?.sval ?? []);
}
