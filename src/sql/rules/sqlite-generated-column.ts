import { tableSource } from '../reading/table-source.ts';
import { defineRule } from '../rule.ts';

export const sqliteGeneratedColumn = defineRule({
  id: 'sqlite-generated-column',
  title: 'Generated columns of SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.31.0',
  explanation: `SQLite computes a generated column when it is read, unless it is \`STORED\`. PostgreSQL before version
18 has only stored ones, so every one becomes \`GENERATED ALWAYS AS (...) STORED\`. The values are the same.`,
  examples: [
    {
      from: 'create table t (a integer, b integer as (a * 2), c int generated always as (a + 1) virtual)',
      to: 'create table t (a bigint, b bigint generated always as (a * 2) stored, c bigint generated always as (a + 1) stored)',
    },
  ],
  on: {},
  inSource: (source) =>
    (tableSource(source)?.columns ?? []).flatMap(({ typeLast, last }) => {
      const at = source.find(['AS'], typeLast + 1, last);
      if (at < 0) return [];
      const close = source.partner(at + 1);
      const kind = source.word(close + 1);
      if (kind === 'STORED' && source.word(at - 1) === 'ALWAYS') return [];
      const first = source.word(at - 1) === 'ALWAYS' ? at - 2 : at;
      const message = 'PostgreSQL stores what a generated column is computed to.';
      const tail = kind === 'VIRTUAL' ? close + 1 : close;
      const words = {
        start: source.start(first),
        end: source.end(at),
        newText: 'generated always as',
        message,
      };
      const stored = {
        start: source.end(close),
        end: source.end(tail),
        newText: ' stored',
        message,
      };
      return [...(first === at ? [words] : []), ...(kind === 'STORED' ? [] : [stored])];
    }),
});
