import type { SqliteSource } from '../reading/sqlite-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';

export const sqliteLimitedChange = defineRule({
  id: 'sqlite-limited-change',
  title: 'UPDATE and DELETE with ORDER BY and LIMIT',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.6.4',
  explanation: `A SQLite that is built for it limits how many rows an UPDATE or DELETE changes. PostgreSQL has no such clause: the
rows are chosen by a query, and found again by \`ctid\`, which is the place of a row.
https://sqlite.org/lang_delete.html#optional_limit_and_order_by_clauses`,
  examples: [
    {
      from: 'delete from jobs where done = 1 order by id limit 10',
      to: 'delete from jobs where ctid in (select ctid from jobs where done = 1 order by id nulls first limit 10)',
      notCompared: 'A usual build of SQLite takes no LIMIT here.',
    },
    {
      from: 'update jobs set done = 1 limit 5',
      to: 'update jobs set done = 1 where ctid in (select ctid from jobs limit 5)',
      notCompared: 'A usual build of SQLite takes no LIMIT here.',
    },
    { from: 'delete from jobs where done = 1 returning id limit 10' },
  ],
  on: {},
  inSource: (source) => {
    const at = changeAt(source);
    const clause = at < 0 ? -1 : source.find(['ORDER', 'LIMIT'], at);
    if (clause < 0 || source.find(['LIMIT'], clause) < 0) return [];
    const table = tableOf(source, at);
    const elsewhere = source.find(['FROM', 'RETURNING'], table.last + 1);
    return elsewhere < 0 ? limited(source, table, clause) : [refused(source, clause)];
  },
});

/** The UPDATE or DELETE of a statement, behind its WITH; or -1. */
function changeAt(source: SqliteSource): number {
  const first = source.word(0) === 'WITH' ? source.find(mainWords, 1) : 0;
  return ['UPDATE', 'DELETE'].includes(source.word(first)) ? first : -1;
}

const mainWords = ['UPDATE', 'DELETE', 'INSERT', 'REPLACE', 'SELECT'];

interface TableTokens {
  readonly first: number;
  readonly last: number;
}

/** The table with its name in the statement. */
function tableOf(source: SqliteSource, at: number): TableTokens {
  const first = at + (source.word(at) === 'DELETE' ? 2 : 1);
  const end = source.find(['SET', 'WHERE', 'ORDER', 'LIMIT', 'RETURNING'], first);
  return { first, last: end - 1 };
}

function limited(
  source: SqliteSource,
  { first, last }: TableTokens,
  clause: number,
): readonly SourceChange[] {
  const where = source.find(['WHERE'], last + 1, clause);
  const start = source.start(where < 0 ? clause : where);
  const close = source.word(source.tokens.length - 1) === ';' ? 2 : 1;
  const end = source.end(source.tokens.length - close);
  return [
    {
      start,
      end: start,
      newText: `where ctid in (select ctid from ${source.slice(first, last)} `,
      message: 'PostgreSQL takes no LIMIT here: a query chooses the rows, and ctid finds them.',
      at: { start: source.start(clause), end },
    },
    { start: end, end, newText: ')' },
  ];
}

function refused(source: SqliteSource, clause: number): SourceChange {
  return {
    start: source.start(clause),
    end: source.end(clause),
    severity: 'error',
    message:
      'PostgreSQL takes no LIMIT in UPDATE and DELETE: choose the rows in a subquery, by ctid or by the key.',
  };
}
