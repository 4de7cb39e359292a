import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

/** Collations of PostgreSQL that compare bytes. */
const binary = new Set(['C', 'POSIX', 'ucs_basic', 'C.UTF-8', 'C.utf8', 'pg_c_utf8']);

export const collation = defineRule({
  id: 'collation',
  title: 'COLLATE',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has three collations: BINARY, which compares bytes as \`"C"\` does, NOCASE for the letters A to Z,
and RTRIM. A collation of a language ("de_DE", "und-x-icu") has no equivalent without the ICU
extension: the rows come in the order of bytes, with Z before a.`,
  examples: [
    {
      from: `create table cl (a text collate "C", b text collate "de_DE.utf8")`,
      to: 'create table cl (a text collate binary, b text)',
    },
  ],
  on: {
    CollateClause: ({ collname, location }, context) => {
      const { source } = context;
      const name = as('String', collname?.at(-1))?.sval ?? '';
      const first = source.tokenAt(location);
      let last = first + 1;
      while (source.value(last + 1) === '.') last += 2;
      const isBinary = binary.has(name);
      const start = source.tokens[isBinary ? first : first - 1]?.[isBinary ? 'start' : 'end'] ?? 0;
      const end = source.tokens[last]?.end ?? start;
      return {
        at: { start: source.tokens[first]?.start ?? 0, end },
        severity: isBinary ? 'info' : 'warning',
        message: isBinary
          ? 'The collation that compares bytes is called BINARY in SQLite.'
          : `SQLite has no collation ${name}: text is compared by bytes, so Z comes before a. Register a collation with the driver, or sort in the application.`,
        replace: [{ target: { start, end }, template: isBinary ? sql`collate binary` : sql`` }],
      };
    },
  },
});
