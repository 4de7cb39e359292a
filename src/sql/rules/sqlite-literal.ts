import { defineRule } from '../rule.ts';

export const sqliteLiteral = defineRule({
  id: 'sqlite-literal',
  title: "x'...' and 0x...",
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.8.6',
  explanation: `\`x'00ff'\` is two bytes in SQLite, and a string of sixteen bits in PostgreSQL: bytes are written
\`'\\x00ff'::bytea\` there. Numbers in base 16 are written in base 10, which all versions take.`,
  examples: [{ from: "select x'00ff', 0x1F", to: "select '\\x00ff'::bytea, 31" }],
  on: {},
  inSource: (source) =>
    source.tokens.flatMap(({ kind, text, start, end }) => {
      if (kind === 'blob')
        return [
          {
            start,
            end,
            newText: `'\\x${text.slice(2, -1)}'::bytea`,
            message: "x'...' are bits in PostgreSQL; bytes are a bytea.",
          },
        ];
      if (kind !== 'number' || !/^0x/i.test(text)) return [];
      const value = BigInt.asIntN(64, BigInt(text));
      return [
        {
          start,
          end,
          newText: String(value),
          message: 'PostgreSQL before 16 has no numbers in base 16.',
        },
      ];
    }),
});
