import type { SqliteSource } from '../reading/sqlite-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const sqliteOperator = defineRule({
  id: 'sqlite-operator',
  title: '==, IS between values, IN ()',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`==\` is \`=\`. \`IS\` and \`IS NOT\` compare any two values in SQLite, NULL included: that is
\`IS NOT DISTINCT FROM\` and \`IS DISTINCT FROM\` in PostgreSQL. \`IN ()\` is never true in SQLite; PostgreSQL
takes no empty list, so \`x IN ()\` is \`false\`.`,
  examples: [
    {
      from: 'select 1 == 1, 2 is 2, null is not 3',
      to: 'select 1 = 1, 2 is not distinct from 2, null is distinct from 3',
    },
    {
      from: 'select 1 in (), 1 not in ()',
      to: 'select false, true',
    },
  ],
  on: {
    A_Expr: ({ kind, name, rexpr }, context) => {
      const [item] = as('List', rexpr)?.items ?? [];
      if (kind !== 'AEXPR_IN' || context.stringValue(item) !== emptyMark) return undefined;
      const answer = as('String', name?.[0])?.sval === '<>' ? 'true' : 'false';
      return {
        at: context.node,
        message: 'PostgreSQL takes no empty list after IN, which is never true in SQLite.',
        replace: [{ target: context.node, template: sql`${answer}` }],
      };
    },
  },
  inSource: (source) =>
    source.every('==', 'IS', '(', 'NOT').flatMap((index) => changeAt(source, index) ?? []),
});

/** Stands for an empty list until the whole comparison is known. */
const emptyMark = 'sqlite empty list';

function changeAt(source: SqliteSource, index: number): SourceChange | undefined {
  const word = source.word(index);
  if (word === '(') return emptyList(source, index);
  if (word === 'NOT') return notNull(source, index);
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
    newText: `('${emptyMark}')`,
  };
}

/** `x NOT NULL` as a condition; in a definition it is a constraint. */
function notNull(source: SqliteSource, index: number): SourceChange | undefined {
  const isDefinition = ['CREATE', 'ALTER'].includes(source.word(0));
  const isCondition = source.word(index + 1) === 'NULL' && source.word(index - 1) !== 'IS';
  if (isDefinition || !isCondition) return undefined;
  return {
    start: source.start(index),
    end: source.end(index + 1),
    newText: 'is not null',
    message: 'PostgreSQL asks with IS NOT NULL.',
  };
}
