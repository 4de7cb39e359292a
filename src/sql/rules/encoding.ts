import { noForm, onCalls, unlessNull } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

const hashes = noForm(
  'there are no hash functions. Compute it in the application, or register a function.',
);

export const encoding = defineRule({
  id: 'encoding',
  title: 'encode, decode, md5, sha256',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.41.0',
  explanation: `SQLite writes bytes as hexadecimal digits with \`hex()\`, in capitals, and reads them with \`unhex()\`.
It has no Base64, and no hash functions: compute those in the application, or register functions
with the driver.`,
  examples: [
    {
      from: "select encode('\\x0aff', 'hex'), decode('0aff', 'hex')",
      to: "select lower(hex('\\x0aff')) as encode, unhex('0aff') as decode",
      notCompared: 'a literal that is not cast to bytea is text in SQLite',
    },
  ],
  on: {
    FuncCall: onCalls({
      decode: ([text, format], context) =>
        text && context.stringValue(format) === 'hex'
          ? sql`unhex(${text})`
          : { severity: 'error', note: 'only hexadecimal digits can be read, with unhex().' },
      digest: hashes,
      encode: ([bytes, format], context) =>
        bytes && context.stringValue(format) === 'hex'
          ? unlessNull(bytes, sql`lower(hex(${bytes}))`, context)
          : { severity: 'error', note: 'only hexadecimal digits can be written, with hex().' },
      hmac: hashes,
      md5: hashes,
      sha224: hashes,
      sha256: hashes,
      sha384: hashes,
      sha512: hashes,
    }),
  },
});
