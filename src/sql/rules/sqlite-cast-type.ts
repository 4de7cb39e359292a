import { declaredType } from '../reading/column-type.ts';
import { defineRule } from '../rule.ts';

export const sqliteCastType = defineRule({
  id: 'sqlite-cast-type',
  title: 'The type of a CAST, from SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite casts to an affinity, by the letters in a type's name. PostgreSQL needs a type: INTEGER is \`bigint\`, as
SQLite's integers have 64 bits, REAL is \`double precision\` and BLOB is \`bytea\`.`,
  examples: [
    {
      from: "select cast('12' as real), cast(1 as text)",
      to: "select cast('12' as double precision), cast(1 as text)",
    },
  ],
  on: {},
  inSource: (source) =>
    source.every('CAST').flatMap((index) => {
      if (source.word(index + 1) !== '(') return [];
      const close = source.partner(index + 1);
      const as = source.find(['AS'], index + 2, close - 1);
      if (as < 0) return [];
      const declared = source.slice(as + 1, close - 1);
      const { type } = declaredType(declared);
      if (type === declared.toLowerCase()) return [];
      const at = { start: source.start(as + 1), end: source.end(close - 1) };
      return [{ ...at, newText: type, message: `PostgreSQL's type for ${declared} is ${type}.` }];
    }),
});
