import type { SqliteSource } from '../reading/sqlite-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';

export const sqliteOperator = defineRule({
  id: 'sqlite-operator',
  title: '==, IS between values, IN ()',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`==\` is \`=\`. \`IS\` and \`IS NOT\` compare any two values in SQLite, NULL included: that is
\`IS NOT DISTINCT FROM\` and \`IS DISTINCT FROM\` in PostgreSQL. \`IN ()\` is never true in SQLite; PostgreSQL
takes no empty list, so it becomes a query without rows.`,
  examples: [
    {
      from: 'select 1 == 1, 2 is 2, null is not 3',
      to: 'select 1 = 1, 2 is not distinct from 2, null is distinct from 3',
    },
    {
      from: 'select 1 in (), 1 not in ()',
      to: 'select 1 in (select null where false), 1 not in (select null where false)',
    },
  ],
  on: {},
  inSource: (source) =>
    source.every('==', 'IS', '(').flatMap((index) => changeAt(source, index) ?? []),
});

function changeAt(source: SqliteSource, index: number): SourceChange | undefined {
  const word = source.word(index);
  if (word === '(') return emptyList(source, index);
  const change = (last: number, newText: string, message: string): SourceChange => ({
    start: source.start(index),
    end: source.end(last),
    newText,
    message,
  });
  if (word === '==') return change(index, '=', 'PostgreSQL has no ==.');
  const isNegated = source.word(index + 1) === 'NOT';
  const next = source.word(index + (isNegated ? 2 : 1));
  if (['NULL', 'TRUE', 'FALSE', 'DISTINCT'].includes(next)) return undefined;
  const message = `IS compares with NULL, TRUE and FALSE alone in PostgreSQL; between values it is IS ${isNegated ? '' : 'NOT '}DISTINCT FROM.`;
  return isNegated
    ? change(index + 1, 'is distinct from', message)
    : change(index, 'is not distinct from', message);
}

function emptyList(source: SqliteSource, index: number): SourceChange | undefined {
  if (source.word(index + 1) !== ')' || source.word(index - 1) !== 'IN') return undefined;
  return {
    start: source.start(index),
    end: source.end(index + 1),
    newText: '(select null where false)',
    message: 'PostgreSQL takes no empty list after IN: a query without rows says the same.',
  };
}
