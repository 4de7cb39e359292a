import { noForm, onCalls } from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import { sql } from '../template.ts';

/** A random UUID of version 4 as text. */
const randomUuid = sql`lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;

export const generatedUuid = defineRule({
  id: 'generated-uuid',
  title: 'gen_random_uuid(), uuid_generate_v4()',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.3.8',
  explanation: `SQLite has no function for UUIDs. A random one (version 4) is made of random bytes, as text in lower case;
making it in the application is shorter.

UUIDs of the other versions hold the time or the machine: make them in the application.`,
  examples: [
    {
      from: 'select length(gen_random_uuid()::text)',
      to: "select length(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))) as length",
    },
  ],
  on: {
    FuncCall: onCalls({
      gen_random_uuid: () => randomUuid,
      uuid_generate_v1: noForm('make it in the application.'),
      uuid_generate_v4: () => randomUuid,
      uuidv4: () => randomUuid,
      uuidv7: noForm('make it in the application.'),
    }),
  },
});
