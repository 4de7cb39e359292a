import { onCalls, renamed } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

export const stringLength = defineRule({
  id: 'string-length',
  title: 'char_length, bit_length',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.43.0',
  explanation: `SQLite counts characters with \`length()\` and bytes with \`octet_length()\`. \`length()\` of a BLOB counts
bytes.`,
  examples: [
    {
      from: "select char_length('abc'), character_length('é'), bit_length('é')",
      to: "select length('abc') as char_length, length('é') as character_length, octet_length('é') * 8 as bit_length",
    },
  ],
  on: {
    FuncCall: onCalls({
      char_length: renamed('length'),
      character_length: renamed('length'),
      bit_length: ([text], context) => text && context.grouped(sql`octet_length(${text}) * 8`),
    }),
  },
});
