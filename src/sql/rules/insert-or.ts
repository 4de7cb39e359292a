import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import type { SqliteSource } from '../reading/sqlite-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Table } from '../schema.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';
import { uniqueKeys } from '../unique-keys.ts';

/** Stands for OR REPLACE until the schema says what it is. */
const replaceMark = 'or replace';

export const insertOr = defineRule({
  id: 'insert-or',
  title: 'INSERT OR IGNORE, INSERT OR REPLACE, REPLACE INTO',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`INSERT OR IGNORE\` is \`ON CONFLICT DO NOTHING\`. In SQLite it also skips rows that break a NOT NULL or CHECK
constraint; PostgreSQL reports those.

\`INSERT OR REPLACE\` and \`REPLACE INTO\` delete the row in the way and insert the new one, so columns that are
not named go back to their defaults: \`ON CONFLICT (key) DO UPDATE\` sets every column. Triggers for DELETE and
\`ON DELETE CASCADE\` are not set off. It needs the table's key, and a table with more than one unique key
can have more than one row in the way: that is a warning.`,
  examples: [
    {
      setup:
        "create table kv (k text primary key, v int, n int default 0); insert into kv values ('a', 1, 5)",
      from: "insert or replace into kv (k, v) values ('a', 9) returning v, n",
      to: "insert into kv (k, v) values ('a', 9) on conflict (k) do update set v = excluded.v, n = default returning v, n",
    },
    {
      setup: "create table kv (k text primary key, v int); insert into kv values ('a', 1)",
      from: "insert or ignore into kv values ('a', 9) returning v",
      to: "insert into kv values ('a', 9) on conflict do nothing returning v",
    },
  ],
  on: {
    OnConflictClause: (content, context) => {
      if (content.infer?.conname !== replaceMark) return undefined;
      const insert = context.parent?.content as Content<'InsertStmt'>;
      return replacing(insert, context);
    },
  },
  inSource: (source) => {
    const at = source.word(0) === 'WITH' ? source.find(['INSERT', 'REPLACE', 'UPDATE'], 1) : 0;
    const word = source.word(at);
    if (word === 'REPLACE') return insertChanges(source, at, at, 'REPLACE');
    if (source.word(at + 1) !== 'OR') return [];
    if (word === 'INSERT') return insertChanges(source, at, at + 2, source.word(at + 2));
    return word === 'UPDATE' ? updateChanges(source, at) : [];
  },
});

const messages: Readonly<Record<string, string>> = {
  IGNORE:
    'PostgreSQL says ON CONFLICT DO NOTHING at the end. It skips rows that are there, and still reports those that break NOT NULL or CHECK.',
};

/** INSERT alone, and what follows the rows. */
function insertChanges(
  source: SqliteSource,
  first: number,
  last: number,
  action: string,
): readonly SourceChange[] {
  const message =
    messages[action] ??
    `A conflict is an error in PostgreSQL, which ends the transaction: OR ${action} goes.`;
  const at = { start: source.start(first), end: source.end(last) };
  const said = action === 'REPLACE' ? {} : { message, severity: 'info' as const };
  const head = { ...at, newText: 'insert', ...said };
  const clause =
    action === 'IGNORE'
      ? ' on conflict do nothing'
      : ` on conflict on constraint "${replaceMark}" do nothing`;
  if (action !== 'IGNORE' && action !== 'REPLACE') return [head];
  const returning = source.find(['RETURNING'], last + 1);
  const end = source.end(returning < 0 ? source.tokens.length - 1 : returning - 1);
  return [head, { start: end, end, newText: clause }];
}

function updateChanges(source: SqliteSource, at: number): readonly SourceChange[] {
  const action = source.word(at + 2);
  const isPlain = ['ABORT', 'FAIL', 'ROLLBACK'].includes(action);
  return [
    {
      start: source.end(at),
      end: source.end(at + 2),
      ...(isPlain && { newText: '' }),
      severity: isPlain ? 'info' : 'error',
      message: isPlain
        ? `A conflict is an error in PostgreSQL: OR ${action} goes.`
        : `PostgreSQL has no UPDATE OR ${action}. Leave out the rows that would collide with WHERE NOT EXISTS (SELECT ...).`,
    },
  ];
}

function replacing({ relation, cols }: Content<'InsertStmt'>, context: RuleContext) {
  const table = context.schema.table(relation?.relname ?? '');
  const keys = table ? uniqueKeys(table) : [];
  const named =
    cols?.map((item) => as('ResTarget', item)?.name ?? '') ??
    table?.columns.map(({ name }) => name) ??
    [];
  const key = keys.find((columns) => columns.every((column) => named.includes(column)));
  if (!table || !key)
    return {
      at: context.node,
      severity: 'error' as const,
      message: `PostgreSQL has no REPLACE, and the key of ${relation?.relname ?? 'the table'} that a row can collide with is not known. Write ON CONFLICT (its columns) DO UPDATE SET ...`,
      replace: [{ target: markedClause(context), template: sql`on conflict do nothing` }],
    };
  const text = `on conflict (${key.map(quoteName).join(', ')}) ${updateOf(table, key, named)}`;
  return {
    at: context.node,
    message:
      keys.length > 1
        ? `The row that has the same ${key.join(', ')} is changed. ${table.name} has another unique key too: a row that collides with that one is an error here, and was deleted by SQLite.`
        : 'PostgreSQL has no REPLACE: the row that is there is changed. Triggers for DELETE and ON DELETE CASCADE do not run.',
    ...(keys.length > 1 && { severity: 'warning' as const }),
    replace: [{ target: markedClause(context), template: sql`${text}` }],
  };
}

/** `on conflict on constraint "or replace" do nothing`. */
function markedClause({ source }: RuleContext): Span {
  const at = source.tokens.findIndex(({ value }) => value === `"${replaceMark}"`);
  return source.span({ first: at - 4, last: at + 2 });
}

function updateOf(table: Table, key: readonly string[], named: readonly string[]): string {
  const sets = table.columns
    .filter(({ name }) => !key.includes(name))
    .filter(({ name, isCounted }) => !isCounted || named.includes(name))
    .map(
      ({ name }) =>
        `${quoteName(name)} = ${named.includes(name) ? `excluded.${quoteName(name)}` : 'default'}`,
    );
  return sets.length > 0 ? `do update set ${sets.join(', ')}` : 'do nothing';
}
