import { defineRule } from '../rule.ts';

/** Reported by the safety net, which looks at every node that no other rule has settled. */
export const unknownConstruct = defineRule({
  id: 'unknown-construct',
  title: 'Not known to run on SQLite',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `Every construct that is neither on the list of those that were run on both databases
with the same result, nor has a rule of its own, is reported. Nothing passes in silence.

Run the statement on SQLite: if it gives the same rows, switch the diagnostic off for this line.`,
  examples: [{ from: 'create access method m type index handler h' }],
  on: {},
});

/** Reported by the safety net for calls. */
export const unknownFunction = defineRule({
  id: 'unknown-function',
  title: 'A function that SQLite does not have',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has few functions of its own, and an application can add some. A call of any
other one fails with "no such function" when the statement is prepared.

Compute the value in the application, or register a function of this name with the driver
(\`create_function\` in Python, \`db.function\` in better-sqlite3 and \`node:sqlite\`).`,
  examples: [{ from: 'select area_of_field(1)' }],
  on: {},
});
