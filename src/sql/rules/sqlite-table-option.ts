import { tableSource } from '../reading/table-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';

export const sqliteTableOption = defineRule({
  id: 'sqlite-table-option',
  title: 'WITHOUT ROWID, STRICT, ON CONFLICT of a constraint',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.8.2',
  explanation: `\`WITHOUT ROWID\` and \`STRICT\` go: every table of PostgreSQL is strict, and none has a rowid.

A constraint's \`ON CONFLICT\` has no form: PostgreSQL takes such a clause with each INSERT. Without it a
conflict is an error, as with \`ON CONFLICT ABORT\`.`,
  examples: [
    {
      from: 'create table t (a text primary key) without rowid, strict',
      to: 'create table t (a text primary key)',
    },
    {
      from: 'create table t (a text unique on conflict replace)',
      to: 'create table t (a text unique)',
    },
  ],
  on: {},
  inSource: (source) => {
    const table = tableSource(source);
    if (!table) return [];
    const changes: SourceChange[] = source.every('ON').flatMap((index) =>
      source.word(index + 1) === 'CONFLICT'
        ? [
            {
              start: source.end(index - 1),
              end: source.end(index + 2),
              newText: '',
              message: `PostgreSQL has no ON CONFLICT in a constraint: say ON CONFLICT in the INSERT statements that rely on ${source.word(index + 2)}.`,
              severity:
                source.word(index + 2) === 'ABORT' ? ('info' as const) : ('warning' as const),
            },
          ]
        : [],
    );
    const last = source.tokens.length - 1;
    if (source.word(0) !== 'CREATE' || table.close >= last) return changes;
    const at = { start: source.end(table.close), end: source.end(last) };
    const message = `${source.slice(table.close + 1, last)} is how each table of PostgreSQL is.`;
    return [...changes, { ...at, newText: '', message }];
  },
});
